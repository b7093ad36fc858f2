//! What a check found, in every form.

use serde::Serialize;
use serde_json::{Value, json};

use super::markdown::escaped;
use super::{Detail, Report};
use crate::check::{Finding, FindingPlace, Severity, Verdict};
use crate::phrases;
use crate::shown::visible;
use crate::words::{Line, Tone};

/// A verdict, and the folder that its files are relative to.
#[derive(Debug, Clone)]
pub struct CheckReport {
    pub verdict: Verdict,
    /// The way to the product file's folder, as a person reads it: empty, or ending in `/`.
    pub folder: String,
    /// The way from the root of the repository to that folder: empty, or ending in `/`.
    pub prefix: String,
}

impl Report for CheckReport {
    /// The place, the sentence and the code of each finding, then what to do; at the end, how much was judged.
    fn lines(&self, detail: Detail) -> Vec<Line> {
        let Verdict { findings, notices, .. } = &self.verdict;
        let brief = detail == Detail::Brief;
        let shown = findings.iter().chain(notices.iter().filter(|_| !brief));
        let mut lines: Vec<Line> = shown.flat_map(|finding| self.finding_lines(finding, brief)).collect();
        if !brief {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::new(summary(&self.verdict), Tone::Heading));
        }
        lines
    }

    /// What does not fail the check stands apart from what does.
    fn json(&self) -> impl Serialize {
        let list =
            |findings: &[Finding]| findings.iter().map(|one| finding(&self.folder, one)).collect::<Vec<_>>();
        let Verdict { product, findings, notices, checked } = &self.verdict;
        json!({
            "product": product,
            "findings": list(findings),
            "notices": list(notices),
            "checked": {
                "components": checked.components,
                "manifests": checked.manifests,
                "tags": checked.tags,
            },
        })
    }

    fn markdown(&self) -> String {
        let Verdict { findings, notices, .. } = &self.verdict;
        let mut text = format!("## Check\n\n{}\n", escaped(&summary(&self.verdict)));
        for (place_in_list, finding) in findings.iter().chain(notices).enumerate() {
            if place_in_list == 0 {
                text.push('\n');
            }
            let kind = if finding.level == Severity::Notice { "notice: " } else { "" };
            let (message, help) =
                (escaped(&visible(&finding.message)), escaped(&visible(&finding.help.to_string())));
            let place = escaped(&place(&self.folder, &finding.place));
            text += &format!("- {kind}**{}** {place}: {message}; {help}\n", finding.code);
        }
        text
    }

    /// Annotations of files (workflow commands of GitHub Actions), relative to the root of the repository.
    fn github(&self) -> String {
        let Verdict { findings, notices, .. } = &self.verdict;
        let command = |finding: &Finding| {
            let level = match finding.level {
                Severity::Finding => "error",
                Severity::Notice => "notice",
            };
            let file = property(&visible(&format!("{}{}", self.prefix, finding.place.file)));
            let line = finding.place.line.map_or_else(String::new, |line| format!(",line={line}"));
            let (message, help) =
                (data(&visible(&finding.message)), data(&visible(&finding.help.to_string())));
            format!("::{level} file={file}{line},title={}::{message}: {help}\n", property(finding.code))
        };
        findings.iter().chain(notices).map(command).collect()
    }
}

impl CheckReport {
    fn finding_lines(&self, finding: &Finding, brief: bool) -> impl Iterator<Item = Line> {
        let place = place(&self.folder, &finding.place);
        let kind = if finding.level == Severity::Notice { "notice: " } else { "" };
        let first = Line::plain(format!("{place}: {kind}{} ", visible(&finding.message)));
        let first = first.with(format_args!("[{}]", finding.code), Tone::Warning);
        let help = Line::plain("  ").with(visible(&finding.help.to_string()), Tone::Faint);
        std::iter::once(first).chain((!brief).then_some(help))
    }
}

/// `client/VERSION:3`.
fn place(folder: &str, place: &FindingPlace) -> String {
    let file = visible(&format!("{folder}{}", place.file));
    place.line.map_or_else(|| file.clone(), |line| format!("{file}:{line}"))
}

/// `Chain: 2 findings and 1 notice in 4 components, 12 manifests and 30 tags`.
fn summary(verdict: &Verdict) -> String {
    let found = match (verdict.findings.len(), verdict.notices.len()) {
        (0, 0) => "nothing found".to_owned(),
        (findings, 0) => phrases::count(findings, "finding"),
        (0, notices) => format!("nothing found, {}", phrases::count(notices, "notice")),
        (findings, notices) => {
            format!("{} and {}", phrases::count(findings, "finding"), phrases::count(notices, "notice"))
        }
    };
    let Some(product) = &verdict.product else {
        return format!("{found} in the product file, by which nothing else can be judged");
    };
    let checked = verdict.checked;
    let components = phrases::count(checked.components, "component");
    let manifests = phrases::count(checked.manifests, "manifest");
    let judged = match checked.tags {
        Some(tags) => format!("{components}, {manifests} and {}", phrases::count(tags, "tag")),
        None => format!("{components} and {manifests}; no git repository"),
    };
    format!("{}: {found} in {judged}", visible(product))
}

fn finding(folder: &str, finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "message": visible(&finding.message),
        "component": finding.component.as_ref().map(ToString::to_string),
        "file": format!("{folder}{}", finding.place.file),
        "line": finding.place.line,
        "value": finding.value,
        "help": visible(&finding.help.to_string()),
    })
}

/// The text of a workflow command, whose end a line end would be.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, whose end `:` or `,` would be, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_a_workflow_command_or_a_property_of_it() {
        assert_eq!(data("50% :: a,\r\nb"), "50%25 :: a,%0D%0Ab");
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
