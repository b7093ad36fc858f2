//! A version that is known to sort below another one, to show where that one stands.

use super::{BuildDate, DatedVersion, DevPatchVersion, Line, NextId, SemverVersion, Version};

impl Version {
    /// The nearest version below this one that a history could hold: the prerelease before, or for the first one the
    /// release before; below a stable version its first prerelease. `None` where nothing is lower.
    ///
    /// ```
    /// use dateline::version::Scheme;
    ///
    /// let lower = |text| Scheme::Dated.parse(text).unwrap().lower().map(|lower| lower.to_string());
    /// assert_eq!(lower("1.1-next.3").as_deref(), Some("1.1-next.2"));
    /// assert_eq!(lower("1.1-next.0").as_deref(), Some("1.0"));
    /// assert_eq!(lower("1.1.20170303-next.0").as_deref(), Some("1.1.20170302"));
    /// assert_eq!(lower("1.1").as_deref(), Some("1.1-next.0"));
    /// assert_eq!(lower("0.0-next.0"), None);
    /// ```
    #[must_use]
    pub fn lower(self) -> Option<Version> {
        match self {
            Version::Dated(version) => lower_dated(version).map(Version::Dated),
            Version::Counted(version) => lower_semver(version).map(Version::Counted),
            Version::Semver(version) => lower_semver(version).map(Version::Semver),
            Version::DevPatch(version) => lower_dev_patch(version).map(Version::DevPatch),
        }
    }
}

fn lower_dated(version: DatedVersion) -> Option<DatedVersion> {
    match (version.next(), version.build()) {
        (None, _) => Some(version.with_next(NextId::FIRST)),
        (Some(id), _) if id != NextId::FIRST => before(id).map(|id| version.with_next(id)),
        (Some(_), Some(date)) => Some(DatedVersion::new(version.line(), day_before(date), None)),
        (Some(_), None) => line_before(version.line()).map(|line| DatedVersion::new(line, None, None)),
    }
}

fn lower_semver(version: SemverVersion) -> Option<SemverVersion> {
    match (version.next(), version.patch()) {
        (None, _) => Some(version.with_next(NextId::FIRST)),
        (Some(id), _) if id != NextId::FIRST => before(id).map(|id| version.with_next(id)),
        (Some(_), 0) => line_before(version.line()).map(SemverVersion::opening),
        (Some(_), patch) => SemverVersion::new(version.line(), patch - 1, None).ok(),
    }
}

fn lower_dev_patch(version: DevPatchVersion) -> Option<DevPatchVersion> {
    match version.patch() {
        Some(patch) => DevPatchVersion::new(version.line(), patch - 1).ok(),
        None => line_before(version.line()).map(DevPatchVersion::release),
    }
}

fn before(id: NextId) -> Option<NextId> {
    id.get().checked_sub(1).and_then(|id| NextId::new(id).ok())
}

/// The day before; `None`, which is an omitted build, before 1970-01-02.
fn day_before(date: BuildDate) -> Option<BuildDate> {
    let days = date.days_since(BuildDate::MIN);
    u32::try_from(days - 1).ok().and_then(|days| BuildDate::MIN.checked_add_days(days))
}

/// The opening of the line before, or for the first of a MAJOR that of the MAJOR before.
fn line_before(line: Line) -> Option<Line> {
    match (line.major(), line.minor()) {
        (0, 0) => None,
        (major, 0) => Line::new(major - 1, 0).ok(),
        (major, minor) => Line::new(major, minor - 1).ok(),
    }
}
