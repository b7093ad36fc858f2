//! What a guardrail found, and where.

use super::{Code, Severity};
use crate::product::{ComponentId, ProductErrorKind};
use crate::words::{Explain, Help};

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable word for it in JSON: the name of a [`Code`], or the code of an error of the product file.
    pub code: &'static str,
    /// Whether it fails the check.
    pub level: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The component that it concerns, where it is one.
    pub component: Option<ComponentId>,
    pub place: FindingPlace,
    /// The value that is wrong, as it stands there.
    pub value: Option<String>,
    /// What to do about it.
    pub help: Help,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingPlace {
    /// The file, relative to the product file's folder, with `/` between its parts.
    pub file: String,
    /// The line, from 1, where it is on one.
    pub line: Option<usize>,
}

impl FindingPlace {
    /// A file as a whole.
    pub(super) fn file(file: impl Into<String>) -> Self {
        FindingPlace { file: file.into(), line: None }
    }

    /// A line of a file.
    pub(super) fn line(file: impl Into<String>, line: usize) -> Self {
        FindingPlace { file: file.into(), line: Some(line) }
    }
}

impl Finding {
    pub(super) fn new(
        code: Code,
        place: FindingPlace,
        message: impl Into<String>,
        help: impl Into<Help>,
    ) -> Self {
        Finding {
            code: code.name(),
            level: code.level(),
            message: message.into(),
            component: None,
            place,
            value: None,
            help: help.into(),
        }
    }

    /// An error of the product file.
    pub(super) fn of_product(kind: &ProductErrorKind, place: FindingPlace, help: Help) -> Self {
        let finding = Finding::new(Code::InvalidProduct, place, kind.to_string(), help);
        Finding { code: kind.code(), ..finding }
    }

    pub(super) fn of(self, component: &ComponentId) -> Self {
        Finding { component: Some(component.clone()), ..self }
    }

    pub(super) fn value(self, value: &(impl ToString + ?Sized)) -> Self {
        Finding { value: Some(value.to_string()), ..self }
    }

    /// The order in which findings are listed.
    pub(super) fn order(&self) -> (&FindingPlace, &'static str, &str) {
        (&self.place, self.code, &self.message)
    }
}
