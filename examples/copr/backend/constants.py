# Wait for a frontend that speaks at least this.
MIN_FE_BE_API = 9
# Replace builders that are older than this.
MIN_BUILDER_VERSION = "1.6.1"
