# What the backend finds in the header Copr-FE-BE-API-Version.
FE_BE_API_VERSION = 9
