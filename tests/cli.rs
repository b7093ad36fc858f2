//! The command line as a process: each file of `tests/cli` is a session, every block of which is run.

#[test]
fn every_session_goes_as_it_is_written() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", "1478000000")
        .case("tests/cli/*.md")
        .case("tests/cli/stdin/*.toml");
}
