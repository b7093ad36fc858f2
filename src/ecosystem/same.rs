//! Whether an ecosystem treats two texts as one version: `1.2.0` and `1.2` for PyPI.

use super::Ecosystem;

/// A version as an ecosystem compares it.
#[derive(PartialEq, Eq)]
struct Compared<'a> {
    numbers: Vec<&'a str>,
    stage: String,
}

impl Ecosystem {
    /// Whether the ecosystem takes `one` and `other` for the same version, whatever the spelling of each.
    ///
    /// PyPI reads `v1.2.0-alpha3` as `1.2a3` (PEP 440). For Maven, `RubyGems`, Composer and `NuGet` zeros at the end of
    /// the numbers count for nothing; npm and Composer drop a `v`. Elsewhere only the same text is the same version: it
    /// is not known of every spelling what an ecosystem makes of it.
    ///
    /// ```
    /// use dateline::ecosystem::Ecosystem;
    ///
    /// assert!(Ecosystem::Pypi.is_same("1.2.0-alpha.3", "1.2a3") && Ecosystem::Pypi.is_same("1.2.dev", "1.2.dev0"));
    /// assert!(Ecosystem::Maven.is_same("1.2.0-alpha-3", "1.2-alpha-3"));
    /// assert!(!Ecosystem::Debian.is_same("1.2.0", "1.2"));
    /// ```
    #[must_use]
    pub fn is_same(self, one: &str, other: &str) -> bool {
        one == other || matches!((self.compared(one), self.compared(other)), (Some(a), Some(b)) if a == b)
    }

    /// `text` without what the ecosystem overlooks; `None` where it does not start with numbers.
    fn compared(self, text: &str) -> Option<Compared<'_>> {
        let drops_v = matches!(self, Ecosystem::Pypi | Ecosystem::Npm | Ecosystem::Composer);
        let text = text.strip_prefix(['v', 'V']).filter(|_| drops_v).unwrap_or(text);
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (head, tail) = text.split_at_checked(end)?;
        // The dot of `1.2.a3` parts the stage from the numbers.
        let (head, dot) = head.strip_suffix('.').map_or((head, ""), |head| (head, "."));
        let mut numbers: Vec<&str> = head.split('.').collect();
        if numbers.iter().any(|number| number.is_empty()) {
            return None;
        }
        if self.drops_zeros() {
            while numbers.len() > 1 && numbers.last() == Some(&"0") {
                numbers.pop();
            }
        }
        let stage = if self == Ecosystem::Pypi { pep_440(tail) } else { format!("{dot}{tail}") };
        Some(Compared { numbers, stage })
    }

    fn drops_zeros(self) -> bool {
        use Ecosystem::{Composer, Maven, Nuget, Pypi, Rubygems};
        matches!(self, Pypi | Maven | Rubygems | Composer | Nuget)
    }
}

/// The alpha or the development build that PEP 440 reads in `tail`, in its normal form: `-Alpha.3` is `a3`, `.dev` is `dev0`.
/// Any other tail stays.
fn pep_440(tail: &str) -> String {
    const SEPARATORS: [char; 3] = ['.', '-', '_'];
    let lower = tail.to_ascii_lowercase();
    let word = lower.strip_prefix(SEPARATORS).unwrap_or(&lower);
    let alpha = word.strip_prefix("alpha").or_else(|| word.strip_prefix('a')).map(|count| ("a", count));
    let stage = word.strip_prefix("dev").map(|count| ("dev", count)).or(alpha);
    match stage.map(|(stage, count)| (stage, count.strip_prefix(SEPARATORS).unwrap_or(count))) {
        Some((stage, "")) => format!("{stage}0"),
        Some((stage, count)) if count.bytes().all(|byte| byte.is_ascii_digit()) => format!("{stage}{count}"),
        _ => lower,
    }
}
