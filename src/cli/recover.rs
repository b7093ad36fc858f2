//! `recover`: finishes an apply that was cut off, or reverts it.

use serde_json::json;

use super::apply::{Said, outcome_json, told};
use super::args::{Format, Global, RecoverArguments};
use super::consent::ask;
use super::error::CommandError;
use super::load::locate;
use super::output::Output;
use crate::apply::{Record, Recovery, Site, pending, recover};
use crate::report::visible;

pub(super) fn run(
    global: &Global,
    arguments: &RecoverArguments,
    output: &Output,
) -> Result<(), CommandError> {
    let site = Site::find(&locate(global, "recover")?)?;
    let Some(record) = pending(&site)? else {
        let nothing = json!({"recovered": "nothing"});
        return output.result(&Said { text: "There is nothing to recover.\n", json: nothing });
    };
    let way = if arguments.abort { "revert" } else { "finish" };
    if output.format == Format::Text {
        output.print(&format!("To {way}: {}\n", subject(&record)))?;
    }
    if arguments.consent.dry_run {
        let found = json!({"recovered": "nothing", "dry_run": true, "would": way, "of": record.at});
        return output.result(&Said { text: "A dry run: nothing is written.\n", json: found });
    }
    ask(&format!("Shall it be {way}ed?"), arguments.consent, output)?;
    match recover(&site, arguments.abort)? {
        Recovery::Nothing => output
            .result(&Said { text: "There is nothing to recover.\n", json: json!({"recovered": "nothing"}) }),
        Recovery::Finished(outcome) => {
            let text = format!("Finished. {}", if record.is_undo() { String::new() } else { told(&outcome) });
            let text = text.trim_end().to_owned() + "\n";
            output.result(&Said {
                text: &text,
                json: json!({"recovered": "finished", "result": outcome_json(&outcome)}),
            })
        }
        Recovery::Reverted => {
            let text = "Reverted: all is as it was before.\n";
            output.result(&Said { text, json: json!({"recovered": "reverted"}) })
        }
    }
}

/// What a record is of, in a line: `apply of 2016-11-01T00:00:00Z: core 1.0.20161101`.
pub(super) fn subject(record: &Record) -> String {
    let releases: Vec<String> =
        record.releases().into_iter().map(|(component, version)| format!("{component} {version}")).collect();
    visible(&format!("{} of {}: {}", record.verb.name(), record.at, releases.join(", ")))
}
