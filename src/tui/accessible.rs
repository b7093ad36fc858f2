//! The same planning line by line, for screen readers and plain terminals: it asks, and prints what follows from the answer.

use std::io::{self, BufRead, Write};
use std::time::Duration;

use super::command::{self, Command};
use super::effect::{Effect, Leave};
use super::event::{Event, WriteFailure};
use super::evidence::OF_DEMO;
use super::keymap::Action;
use super::mode::Mode;
use super::run::{End, World, answer};
use super::setup::Setup;
use super::sheet::Sheet;
use super::state::{Answer, State};
use super::update::{answer_word, run_command, update};
use super::work::Work;
use super::{account, request, resolve};
use crate::report::{Detail, Report, StatusReport, plain};
use crate::words::Explain;

const HELP: &str = "\
Commands, one a line:
  fix:COMPONENT       put a change into the plan, or take it back; also api-fix, feature,
                      api-feature, breaking, sync and dev
  next                plan prereleases, or stable versions again
  line MAJOR.MINOR    plan fixes on a maintained line; line none goes back
  date YYYY-MM-DD     plan for another day
  promote, catch-up   all, or the components that follow
  drop COMPONENT...   end open series
  why COMPONENT       why it is released, or why it stays
  pending, take-all   list what changed since the last releases, or plan all of it
  plan, status        show the plan, or the components
  resolve             resolve what refuses the plan
  undo, redo, clear   planning steps
  copy                show the equivalent command line
  write FILE          write the plan to a file
  reload              load the product file again
  apply, take-back    apply the plan, or take the last apply back; each asks for a word
  quit                leave";

/// Plans line by line until the input ends or `quit` is read.
pub fn run_by_line(
    setup: Setup,
    world: &mut dyn World,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<End> {
    // Lines are as long as they are: nothing is drawn that would need a size.
    let mut state = State::new(Setup { size: (1000, 100), ..setup });
    state.is_by_line = true;
    world.begin(Work::Look);
    show_status(&state, output)?;
    writeln!(output, "The date is {} in UTC. Type help for the commands.", state.request.date)?;
    loop {
        for event in world.events() {
            update(&mut state, event);
            if let Some((message, _)) = state.message.take() {
                writeln!(output, "{}", crate::shown::visible(&message))?;
            }
        }
        if world.has_moved() {
            world.begin(Work::Look);
        }
        if world.has_changed() {
            writeln!(output, "The product file changed on disk: reload loads it again.")?;
        }
        let Some(line) = ask(input, output, "> ")? else { return Ok(End::of(&state, Leave::Done)) };
        if let Some(leave) = run_line(&mut state, line.trim(), world, input, output)? {
            return Ok(End::of(&state, leave));
        }
    }
}

/// The next line of the input; `None` at its end.
fn ask(input: &mut dyn BufRead, output: &mut dyn Write, question: &str) -> io::Result<Option<String>> {
    write!(output, "{question}")?;
    output.flush()?;
    let mut line = String::new();
    Ok((input.read_line(&mut line)? > 0).then_some(line))
}

fn yes(input: &mut dyn BufRead, output: &mut dyn Write, question: &str) -> io::Result<bool> {
    Ok(ask(input, output, question)?.is_some_and(|answer| answer.trim().starts_with(['y', 'Y'])))
}

fn run_line(
    state: &mut State,
    line: &str,
    world: &mut dyn World,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<Option<Leave>> {
    let command = match (line, command::parse(line)) {
        ("" | "plan", _) => return show_plan(state, output).map(|()| None),
        ("status", _) => return show_status(state, output).map(|()| None),
        ("pending", _) => {
            await_evidence(state, world);
            if state.setup.read_only {
                return writeln!(output, "{OF_DEMO}").map(|()| None);
            }
            let lines = state.evidence.all();
            return lines.iter().try_for_each(|line| writeln!(output, "{line}")).map(|()| None);
        }
        ("help", _) => return writeln!(output, "{HELP}").map(|()| None),
        ("quit", _) => return quit(state, input, output),
        (_, Ok(command)) => command,
        (_, Err(error)) => {
            writeln!(output, "{error}")?;
            return error.help().iter().try_for_each(|help| writeln!(output, "  {help}")).map(|()| None);
        }
    };
    let command = match command {
        Command::Key(Action::Promote) => Command::Promote(Vec::new()),
        Command::Key(Action::CatchUp) => Command::CatchUp(Vec::new()),
        Command::Key(Action::Write) => Command::Write("plan.json".to_owned()),
        Command::Key(action) if !works_by_line(action) => {
            return writeln!(output, "`{line}` needs the full screen; type help for the commands")
                .map(|()| None);
        }
        command => command,
    };
    if command == Command::Key(Action::TakeAll) {
        await_evidence(state, world);
    }
    let why = matches!(command, Command::Why(_));
    let before = state.request.clone();
    state.message = None;
    let effects = run_command(state, command);
    state.refresh();
    for effect in effects {
        do_effect(state, effect, world, input, output)?;
    }
    if let Some((message, _)) = state.message.take() {
        writeln!(output, "{}", crate::shown::visible(&message))?;
    } else if why {
        for line in &state.why {
            writeln!(output, "{}", line.to_string().trim_end())?;
        }
    }
    state.mode = Mode::Browse;
    if state.request == before { Ok(None) } else { show_plan(state, output).map(|()| None) }
}

/// How often to ask whether the repository is read, 10 ms apart.
const PATIENCE: usize = 1000;

/// Waits until the repository is read, for ten seconds at most: who asks line by line sees nothing arrive.
fn await_evidence(state: &mut State, world: &mut dyn World) {
    let is_open = |state: &State| state.evidence.pending().is_none() && state.evidence.troubles().is_empty();
    for _ in 0..PATIENCE {
        for event in world.events() {
            update(state, event);
        }
        if state.setup.read_only || !is_open(state) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn works_by_line(action: Action) -> bool {
    matches!(
        action,
        Action::Next
            | Action::Clear
            | Action::Resolve
            | Action::Undo
            | Action::Redo
            | Action::Copy
            | Action::Reload
            | Action::Accept
            | Action::TakeBack
            | Action::TakeAll
    )
}

fn do_effect(
    state: &mut State,
    effect: Effect,
    world: &mut dyn World,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    if let Effect::Copy(line) = effect {
        return writeln!(output, "{line}");
    }
    if let Effect::Begin(Work::Look) = effect {
        answer(state, effect, world);
        return Ok(());
    }
    if let Effect::Begin(_) = effect {
        answer(state, effect, world);
        return attend(state, world, input, output);
    }
    let Some(event) = answer(state, effect, world) else { return Ok(()) };
    if let Event::Written(path, Err(WriteFailure::Exists)) = &event {
        let shown = crate::shown::visible(&path.display().to_string());
        if yes(input, output, &format!("{shown} exists. Replace it? [y/N] "))? {
            let again = Effect::Write { path: path.clone(), replace: true };
            if let Some(event) = answer(state, again, world) {
                update(state, event);
            }
        }
        return Ok(());
    }
    for effect in update(state, event) {
        answer(state, effect, world);
    }
    Ok(())
}

/// Waits for what was begun, reports it, and asks for the word that goes on.
fn attend(
    state: &mut State,
    world: &mut dyn World,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let (mut effects, mut reported) = (Vec::new(), 0);
    while state.awaits_world() {
        for event in world.events() {
            effects.extend(update(state, event));
            for step in state.steps().iter().skip(reported) {
                writeln!(output, "... {}", crate::shown::visible(&account::begun(step)))?;
            }
            reported = reported.max(state.steps().len());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let sheet = match &state.mode {
        Mode::Review(review) => Some(&review.sheet),
        Mode::Finished(finished) => Some(&finished.sheet),
        _ => None,
    };
    let lines = sheet.into_iter().flat_map(Sheet::lines).map(|line| line.to_string());
    // The steps were listed as they went.
    for line in lines.skip_while(|line| reported > 0 && !line.is_empty()) {
        writeln!(output, "{}", line.trim_end())?;
    }
    let word = state.word();
    if let Some((word, what)) = word {
        let question = format!("{what}\nType {word} to do it, anything else to write nothing: ");
        let answered = ask(input, output, &question)?.unwrap_or_default();
        effects.extend(answer_word(state, answered.trim()));
    }
    for effect in effects {
        do_effect(state, effect, world, input, output)?;
    }
    Ok(())
}

fn quit(state: &State, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Option<Leave>> {
    if state.setup.picker && state.plan().is_some() {
        let accepted = yes(input, output, "Print the plan? [y/N] ")?;
        return Ok(Some(if accepted { Leave::Accepted } else { Leave::Done }));
    }
    let stays = state.would_lose() && !yes(input, output, "The plan would be lost. Leave? [y/N] ")?;
    Ok((!stays).then_some(Leave::Done))
}

fn show_status(state: &State, output: &mut dyn Write) -> io::Result<()> {
    let report = StatusReport { product: &state.setup.product, renderings: false };
    write!(output, "{}", plain(&report.lines(Detail::Usual)))
}

fn show_plan(state: &State, output: &mut dyn Write) -> io::Result<()> {
    match &state.answer {
        Answer::Nothing if request::is_nothing(&state.request) => writeln!(output, "Nothing is planned."),
        Answer::Nothing | Answer::Planned(_) => write!(output, "{}", state.plan_text()),
        Answer::Refused(refusal, resolve) => {
            writeln!(
                output,
                "{}: {}",
                resolve::headline(refusal),
                crate::shown::visible(&refusal.to_string())
            )?;
            match resolve {
                Some(resolve) => writeln!(output, "resolve would {}.", resolve.label),
                None => Ok(()),
            }
        }
    }
}
