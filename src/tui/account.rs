//! What is said of an apply: what it would do, what is in the way, each step, and the result.

use super::fitted::middle;
use super::keymap::{Action, Context, Keymap};
use super::state::State;
use super::styled::{Line, Tone, line};
use super::work::{Applied, ApplyPreview, Done, FileDiff, Trouble};
use crate::apply::{ApplyAction, ApplyStep};
use crate::words::Help;

pub(super) fn heading(text: &str) -> Line {
    line(text, Tone::Heading)
}

/// Some lines below a heading and an empty one after them, where there are any.
fn section(title: &str, lines: Vec<Line>) -> Vec<Line> {
    if lines.is_empty() {
        return lines;
    }
    std::iter::once(heading(title)).chain(lines).chain([Line::default()]).collect()
}

fn plain(text: &str) -> Line {
    line(&format!("  {text}"), Tone::Plain)
}

/// What a review says while the world looks, or of what it found.
pub(super) fn checks(state: &State, found: Option<&Result<ApplyPreview, Vec<Trouble>>>) -> Vec<Line> {
    let checks = match found {
        None => vec![plain("\u{2026} looking at the files, the branch and the tags")],
        Some(Ok(proposal)) => vec![
            line("  \u{2713} nothing is in the way", Tone::New),
            plain(&format!("  applying {}", summary(&proposal.actions))),
        ],
        Some(Err(troubles)) => troubles.iter().flat_map(|one| trouble(state, one)).collect(),
    };
    section("Checks", checks)
}

/// How many lines of a file's diff are shown where it is folded.
const FOLD: usize = 40;

/// What changes in a file, below its name and how many lines go and come.
pub(super) fn diff(file: &FileDiff, is_unfolded: bool, keys: &Keymap) -> Vec<Line> {
    let count = |tone| file.lines.iter().filter(|line| line.spans().any(|span| span.tone == tone)).count();
    let title = heading(&file.path)
        .with(format_args!("  +{}", count(Tone::New)), Tone::New)
        .with(format_args!(" \u{2212}{}", count(Tone::Removed)), Tone::Removed);
    let hidden = if is_unfolded { 0 } else { file.lines.len().saturating_sub(FOLD) };
    let shown = file.lines.len() - hidden;
    let mut lines = vec![title];
    lines.extend(file.lines.iter().take(shown).cloned());
    if let Some(key) = keys.key_for(Context::Review, Action::Unfold).filter(|_| hidden > 0) {
        lines.push(line(&format!("  \u{2026} and {hidden} more lines; {key} shows them"), Tone::Faint));
    }
    lines.push(Line::default());
    lines
}

/// The actions of a proposal.
pub(super) fn actions(proposal: &ApplyPreview) -> Vec<Line> {
    section("Actions", proposal.actions.iter().map(|action| plain(&action.to_string())).collect())
}

/// `writes product.toml, commits on main, makes 4 tags`.
pub(super) fn summary(actions: &[ApplyAction]) -> String {
    let count = |is: fn(&ApplyAction) -> bool| actions.iter().filter(|action| is(action)).count();
    let files = count(|action| matches!(action, ApplyAction::Write { .. }));
    let tags = count(|action| matches!(action, ApplyAction::Tag { .. }));
    let find = |part: &dyn Fn(&ApplyAction) -> Option<String>| actions.iter().find_map(part);
    let written = find(&|action| match action {
        ApplyAction::Write { path } if files == 1 => Some(format!("writes {path}")),
        ApplyAction::Write { .. } => Some(format!("writes {files} files")),
        _ => None,
    });
    let committed = find(&|action| match action {
        ApplyAction::Commit { branch, .. } => Some(format!("commits on {branch}")),
        _ => None,
    });
    let tagged = find(&|action| match action {
        ApplyAction::Tag { name, .. } if tags == 1 => Some(format!("makes the tag {name}")),
        ApplyAction::Tag { .. } => Some(format!("makes {tags} tags")),
        _ => None,
    });
    let pushed = find(&|action| match action {
        ApplyAction::Push { remote } => Some(format!("pushes to {remote}")),
        _ => None,
    });
    let parts: Vec<String> = [written, committed, tagged, pushed].into_iter().flatten().collect();
    parts.join(", ")
}

/// What was applied, as a sentence that names `most` releases at most.
pub(super) fn applied(applied: &Applied, most: usize) -> String {
    let releases = &applied.releases;
    if releases.is_empty() {
        return format!("The apply of {} released nothing: it started the next development.", applied.at);
    }
    let named = releases.iter().take(most);
    let named: Vec<String> =
        named.map(|(id, version)| format!("{} {version}", middle(id, id.len().min(24)).trim_end())).collect();
    let more = match releases.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let count =
        if releases.len() == 1 { "1 release".to_owned() } else { format!("{} releases", releases.len()) };
    format!("The apply of {} made {count}: {}{more}.", applied.at, named.join(", "))
}

/// A trouble, and below it what to do about it.
pub(super) fn trouble(state: &State, trouble: &Trouble) -> Vec<Line> {
    let head = line(&format!("  \u{2717} {}", trouble.message), Tone::Warning);
    let help = trouble.help.iter().map(|help| match help {
        Help::Add { option, to } if state.is_by_line => {
            plain(&format!("  use `dateline apply` with `{option}` to {to}"))
        }
        help => plain(&format!("  {help}")),
    });
    let reload = (trouble.code == "stale-plan").then(|| {
        plain(&format!("  go back, and load it again with {}", state.way(Context::Browse, Action::Reload)))
    });
    let key = without(trouble.code).filter(|_| !state.is_by_line).map(|(action, what)| {
        plain(&format!("  or leave out {what} with {}", state.way(Context::Review, action)))
    });
    std::iter::once(head).chain(help).chain(reload).chain(key).collect()
}

/// What is wrong, its place and what to do about it in one line: `product.toml:2:1: unknown key `lea`; did you mean `lead`?`
pub(super) fn in_a_line(trouble: &Trouble) -> String {
    let place = trouble.place.as_ref();
    let place =
        place.map_or_else(String::new, |place| format!("{}:{}:{}: ", place.file, place.line, place.column));
    let help: String = trouble.help.iter().map(|help| format!("; {help}")).collect();
    format!("{place}{}{help}", trouble.message)
}

/// The first of several, and how many more there are.
pub(super) fn first_of(troubles: &[Trouble]) -> String {
    let first = troubles.first().map(in_a_line).unwrap_or_default();
    match troubles.len().saturating_sub(1) {
        0 => first,
        1 => first + "; and 1 more error",
        more => format!("{first}; and {more} more errors"),
    }
}

/// What of an apply can be left out so that a problem is none any more: the review has a key for it.
fn without(code: &str) -> Option<(Action, &'static str)> {
    Some(match code {
        "dirty" | "untracked" | "detached" | "unborn" => (Action::Commit, "the commit"),
        "tag-exists" | "signed-tags" => (Action::Tag, "the tags"),
        "no-remote" | "nothing-to-push" => (Action::Push, "the push"),
        _ => return None,
    })
}

/// A step as it begins, where no later line can replace the one that names it.
pub(super) fn begun(begun: &ApplyStep) -> String {
    match begun {
        ApplyStep::MakingTag { of, .. } if *of > 1 => format!("making {of} tags"),
        ApplyStep::WritingFile { of, .. } if *of > 1 => format!("writing {of} files"),
        other => step(other, true),
    }
}

/// A step as it is under way, or once it is done.
pub(super) fn step(step: &ApplyStep, is_done: bool) -> String {
    match step {
        ApplyStep::Checking => "checking again".to_owned(),
        ApplyStep::MakingCommit => "making the commit".to_owned(),
        ApplyStep::MakingTag { of: 1, .. } => "making the tag".to_owned(),
        ApplyStep::MakingTag { number, of } => format!("making tags: {number} of {of}"),
        ApplyStep::WritingJournal => "writing the journal".to_owned(),
        ApplyStep::WritingFile { path, of: 1, .. } => format!("writing {path}"),
        ApplyStep::WritingFile { number, of, .. } if is_done => format!("writing files: {number} of {of}"),
        ApplyStep::WritingFile { path, number, of } => format!("writing files: {number} of {of}, {path}"),
        ApplyStep::MovingRefs { tags: 0 } => "moving the branch".to_owned(),
        ApplyStep::MovingRefs { tags: 1 } => "moving the branch and the tag".to_owned(),
        ApplyStep::MovingRefs { tags } => format!("moving the branch and {tags} tags"),
        ApplyStep::UpdatingIndex => "updating the index of git".to_owned(),
        ApplyStep::Pushing { remote } => format!("pushing to {remote}"),
        ApplyStep::RecordingFailedPush => "recording that nothing is pushed".to_owned(),
        ApplyStep::Reverting => "reverting what was done".to_owned(),
    }
}

/// The steps of work that ended, with a mark at the one that went wrong.
pub(super) fn steps(steps: &[ApplyStep], result: &Result<Done, Vec<Trouble>>) -> Vec<Line> {
    let is_push = |step: &ApplyStep| matches!(step, ApplyStep::Pushing { .. });
    let wrong = if let Ok(done) = result {
        steps.iter().position(is_push).filter(|_| done.not_pushed.is_some())
    } else {
        let end = steps.iter().position(|step| matches!(step, ApplyStep::Reverting)).unwrap_or(steps.len());
        end.checked_sub(1)
    };
    let rows = steps.iter().enumerate().map(|(place, one)| {
        let (mark, tone) =
            if wrong == Some(place) { ("\u{2717}", Tone::Warning) } else { ("\u{2713}", Tone::Faint) };
        line(&format!("  {mark} {}", step(one, true)), tone)
    });
    section("Steps", rows.collect())
}

/// How many tags are named, so that what is next stays in sight.
const TAGS: usize = 10;

/// The result of an apply.
pub(super) fn done(state: &State, done: &Done) -> Vec<Line> {
    let short = |commit: &str| commit.get(..12).unwrap_or(commit).to_owned();
    let mut facts = vec![match &done.commit {
        Some(commit) => format!("applied as commit {}", short(commit)),
        None => "applied to the files".to_owned(),
    }];
    facts.extend(
        done.development
            .iter()
            .map(|commit| format!("commit {} starts the development of the next versions", short(commit))),
    );
    facts.extend(done.tags.iter().take(TAGS).map(|tag| format!("tag {tag}")));
    let more = done.tags.len().saturating_sub(TAGS);
    facts.extend((more > 0).then(|| format!("and {more} more tags, as `dateline log` lists them")));
    facts.extend(done.pushed.as_ref().map(|remote| format!("pushed to {remote}")));
    let mut next = Vec::new();
    if done.pushed.is_none() && done.not_pushed.is_none() {
        if done.commit.is_some() && done.has_remote {
            next.push("`git push --atomic --follow-tags` pushes commit and tags.".to_owned());
        }
        let key = state.way(Context::Browse, Action::TakeBack);
        next.push(format!(
            "{key} takes it back; so does `dateline undo`, while nothing is pushed or built on it."
        ));
    }
    next.push("`dateline log` lists what was released, when and why.".to_owned());
    let wrong = done.not_pushed.iter().chain(&done.not_developed);
    let wrong = wrong.flat_map(|one| trouble(state, one)).collect();
    [
        section("Done", facts.iter().map(|fact| line(&format!("  {fact}"), Tone::New)).collect()),
        section(WRONG, wrong),
        section("Next", next.iter().map(|text| plain(text)).collect()),
    ]
    .concat()
}

/// The result of taking an apply back.
pub(super) fn undone(state: &State) -> Vec<Line> {
    let key = state.way(Context::Browse, Action::Undo);
    [
        section("Done", vec![line("  files, commit and tags are as they were before", Tone::New)]),
        section("Next", vec![plain(&format!("{key} brings the plan back; apply what is right."))]),
    ]
    .concat()
}

const WRONG: &str = "What went wrong";

pub(super) fn wrong(state: &State, troubles: &[Trouble]) -> Vec<Line> {
    section(WRONG, troubles.iter().flat_map(|one| trouble(state, one)).collect())
}
