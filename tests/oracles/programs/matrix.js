// Reads versions, a line each, and answers with each as the comparator writes it, then with a row of <, = and > each.
const UNAVAILABLE = 69;

exports.need = (name) => {
  try {
    return require(require.resolve(name, { paths: [process.env.ORACLE_MODULES] }));
  } catch (error) {
    console.error(`missing: ${name}`);
    process.exit(UNAVAILABLE);
  }
};

exports.answer = (parse, write, compare) => {
  const parsed = require("fs").readFileSync(0, "utf8").split("\n").map(parse);
  const sign = (number) => (number < 0 ? "<" : number > 0 ? ">" : "=");
  const rows = parsed.map((left) => parsed.map((right) => sign(compare(left, right))).join(""));
  process.stdout.write(parsed.map(write).concat(rows).join("\n"));
};
