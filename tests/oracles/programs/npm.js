// npm's own comparison.
const { answer, need } = require("./matrix.js");
const semver = need("semver");
answer((text) => new semver.SemVer(text), (version) => version.version, semver.compare);
