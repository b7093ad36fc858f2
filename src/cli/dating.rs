//! Which date a plan is for (Rule B8).

use super::args::Dating;
use super::cli_error::CliError;
use super::error::CommandError;
use crate::system::{clock, environment};
use crate::version::BuildDate;

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
        return Err(CliError::FutureDate(date).into());
    }
    Ok(())
}

fn source_date(text: &str) -> Result<BuildDate, CommandError> {
    let day = text.parse().ok().and_then(clock::day_of);
    let day = day.ok_or_else(|| CliError::SourceTime(text.to_owned()))?;
    let out_of_range = |error| CliError::SourceDate { text: text.to_owned(), error };
    Ok(BuildDate::try_from(day).map_err(out_of_range)?)
}
