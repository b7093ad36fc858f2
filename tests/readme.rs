//! Every command that the READMEs show is run, and prints what they say.

#[test]
fn the_blocks_of_the_readmes_print_what_they_show() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1478000000")
        .case("README.md")
        .case("examples/*/README.md");
}
