//! Parsing with the arguments of one verb alone. The tree of all verbs costs most of the time of a quick call, and what
//! is wrong or asks for help is parsed with it again, since its errors name other verbs.

use std::ffi::OsString;
use std::mem;

use clap::{Args, Command, CommandFactory, FromArgMatches, Subcommand};

use super::{
    ApplyArguments, Arguments, CatchUpArguments, ChangeArguments, CheckArguments, CompatArguments, Consent,
    DeprecationsArguments, DropArguments, Global, InitArguments, NotesArguments, PendingArguments,
    PlanArguments, PromoteArguments, RecoverArguments, Renderings, RolloutArguments, TagArguments,
    UndoArguments, VersionVerb, WhyArguments,
};

/// The arguments of the program, the first of which is its own name.
pub(in crate::cli) fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let quick = command_of(arguments).and_then(|command| parse_by(command, arguments).ok());
    quick.map_or_else(|| parse_by(Arguments::command(), arguments), Ok)
}

fn parse_by(mut command: Command, arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let parsed = command.try_get_matches_from_mut(arguments);
    let parsed = parsed.and_then(|mut matches| {
        Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
    });
    // The process ends soon, and taking the tree apart takes as long as parsing.
    mem::forget(command);
    parsed
}

/// The program with the first verb that is named, and no other. Where an option has that value, parsing fails.
fn command_of(arguments: &[OsString]) -> Option<Command> {
    let mut words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let (name, add) = words.by_ref().find_map(|word| VERBS.into_iter().find(|(name, _)| *name == word))?;
    let mut verb = add(Command::new(name));
    if verb.get_name() == VERSION {
        let only = words.find_map(|word| verb.find_subcommand(word).cloned())?;
        mem::forget(mem::replace(&mut verb, Command::new(VERSION).subcommand(only)));
    }
    let program = Global::augment_args(Command::new("dateline"));
    #[cfg(feature = "tui")]
    let program = super::UiArguments::augment_args(program);
    Some(program.subcommand(verb))
}

const VERSION: &str = "version";

/// A verb, and what adds its arguments.
type VerbArguments = (&'static str, fn(Command) -> Command);

/// All verbs but those that only write what other programs read.
const VERBS: [VerbArguments; 22] = [
    ("status", Renderings::augment_args),
    ("plan", PlanArguments::augment_args),
    ("pending", PendingArguments::augment_args),
    ("change", ChangeArguments::augment_args),
    ("notes", NotesArguments::augment_args),
    ("promote", PromoteArguments::augment_args),
    ("drop", DropArguments::augment_args),
    ("catch-up", CatchUpArguments::augment_args),
    ("why", WhyArguments::augment_args),
    ("check", CheckArguments::augment_args),
    ("compat", CompatArguments::augment_args),
    ("rollout", RolloutArguments::augment_args),
    ("deprecations", DeprecationsArguments::augment_args),
    ("init", InitArguments::augment_args),
    ("import", Consent::augment_args),
    ("apply", ApplyArguments::augment_args),
    ("tag", TagArguments::augment_args),
    ("recover", RecoverArguments::augment_args),
    ("undo", UndoArguments::augment_args),
    ("replay", |command| command),
    ("log", |command| command),
    (VERSION, VersionVerb::augment_subcommands),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Vec<OsString> {
        ["dateline"].iter().chain(words).map(OsString::from).collect()
    }

    #[test]
    fn each_verb_alone_has_the_arguments_that_it_has_among_all() {
        let all = Arguments::command();
        let mut slow = Vec::new();
        for verb in all.get_subcommands() {
            let inner: Vec<&str> = verb.get_subcommands().map(Command::get_name).collect();
            let inner = if inner.is_empty() { vec![""] } else { inner };
            for name in inner {
                let Some(alone) = command_of(&arguments(&[verb.get_name(), name])) else {
                    slow.push(verb.get_name().to_owned());
                    continue;
                };
                let alone = alone.find_subcommand(verb.get_name()).unwrap().clone();
                let (one, other) = match verb.find_subcommand(name) {
                    Some(inner) => (inner.clone(), alone.find_subcommand(name).unwrap().clone()),
                    None => (verb.clone(), alone),
                };
                let shown = |command: &Command| format!("{:#?}", command.get_arguments().collect::<Vec<_>>());
                assert_eq!(shown(&one), shown(&other), "{} {name}", verb.get_name());
            }
        }
        // It is there with the feature `tui` only.
        slow.retain(|verb| verb != "tui-config");
        assert_eq!(slow, ["schema", "completions", "man"]);
    }

    #[test]
    fn a_verb_that_is_the_value_of_an_option_is_not_taken_for_the_verb() {
        let parsed = parse(&arguments(&["--product", "plan", "status"])).unwrap();
        assert!(matches!(parsed.verb, Some(super::super::Verb::Status(_))));
        let parsed = parse(&arguments(&["version", "--scheme", "semver", "compare", "1.0", "sort"]));
        assert!(parsed.is_err(), "the option stands before its verb");
        assert!(parse(&arguments(&["version", "compare", "1.0", "sort"])).is_ok());
    }
}
