// NuGet's order as its port for JavaScript has it.
const { answer, need } = require("./matrix.js");
const semver = need("@snyk/nuget-semver");
answer((text) => text, semver.valid, semver.compare);
