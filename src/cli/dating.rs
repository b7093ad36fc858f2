//! Which date a plan is for (Rule B8).

use super::args::Dating;
use super::error::{CommandError, ErrorKind};
use crate::shown::shown;
use crate::system::{clock, environment};
use crate::version::BuildDate;
use crate::words::Help;

/// `--date`, else `SOURCE_DATE_EPOCH`, else today in UTC; none later than tomorrow, unless that is allowed.
pub(super) fn date(dating: &Dating) -> Result<BuildDate, CommandError> {
    let today = today();
    let date = match (&dating.date, environment::source_date_epoch()) {
        (Some(text), _) => {
            BuildDate::parse(text).map_err(|error| CommandError::about(&error, text, "date"))?
        }
        (None, Some(seconds)) => source_date(&seconds)?,
        (None, None) => today,
    };
    check(date, today, dating).map(|()| date)
}

/// Refuses a date of a saved plan as one of the arguments.
pub(super) fn check_saved(date: BuildDate, dating: &Dating) -> Result<(), CommandError> {
    check(date, today(), dating)
}

/// The day by the clock, in UTC; a clock before 1970 counts as its first day.
pub(super) fn today() -> BuildDate {
    BuildDate::try_from(clock::today()).unwrap_or(BuildDate::MIN)
}

fn check(date: BuildDate, today: BuildDate, dating: &Dating) -> Result<(), CommandError> {
    if date.days_since(today) > 1 && !dating.allow_future {
        let message = format!("{date} is later than tomorrow");
        return Err(CommandError::new(ErrorKind::Refused, "future-date", message)
            .hint("use the day of the release")
            .hint(Help::add("--allow-future")));
    }
    Ok(())
}

fn source_date(text: &str) -> Result<BuildDate, CommandError> {
    let day = text.parse().ok().and_then(clock::day_of);
    let day = day.ok_or_else(|| {
        let message = format!("SOURCE_DATE_EPOCH is `{}`, which is not a valid time", shown(text));
        CommandError::invalid("bad-source-date-epoch", message)
            .hint("set it to whole seconds since 1970-01-01 00:00 UTC, unset it, or add `--date`")
    })?;
    BuildDate::try_from(day).map_err(|error| {
        let message = format!("SOURCE_DATE_EPOCH is `{}`, which is not a valid date: {error}", shown(text));
        CommandError::invalid("bad-source-date-epoch", message)
            .hint("set it to the time of the release, or add `--date`")
    })
}
