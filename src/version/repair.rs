//! Guesses which version was meant by a text that is not one. A guess is only ever shown, never used.

/// What the third number of a scheme is, which decides how a slip in it is fixed.
#[derive(Clone, Copy)]
pub(super) enum ThirdPart {
    Build,
    Patch,
    DevPatch,
}

/// The words that other version schemes put where this one has `-next.ID`.
const SUFFIXES: [&str; 12] =
    ["next", "rc", "alpha", "beta", "preview", "pre", "snapshot", "dev", "a", "b", "c", "m"];

/// The text with its usual slips fixed, for the caller to parse: `V1.02.161205rc3` is `1.2.20161205-next.3`.
pub(super) fn repair(text: &str, third: ThirdPart) -> Option<String> {
    let text = text.trim().trim_start_matches(['v', 'V', '=']).trim_start();
    let text = text.split_once('+').map_or(text, |(before, _)| before);
    let head_length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let (head, tail) = text.split_at_checked(head_length)?;
    let (joined, tail) = join_iso_date(head, tail);
    let mut fields = joined.trim_end_matches('.').split('.').map(without_zeros);
    let major = fields.next()?;
    let minor = fields.next().unwrap_or("0");
    let middle = match (third, fields.next()) {
        (ThirdPart::Build | ThirdPart::DevPatch, None | Some("0")) => String::new(),
        (ThirdPart::Patch, None) => ".0".to_owned(),
        (ThirdPart::Build, Some(build)) if build.len() == 6 => format!(".20{build}"),
        (_, Some(number)) => format!(".{number}"),
    };
    if fields.next().is_some() {
        return None;
    }
    Some(format!("{major}.{minor}{middle}{}", suffix(tail)?))
}

/// The numbers of a version and what follows them, where a date with hyphens ends the numbers: `1.0.2016` and `-10-24` are
/// `1.0.20161024` and nothing.
pub(crate) fn join_iso_date<'a>(head: &str, tail: &'a str) -> (String, &'a str) {
    if let [b'-', m1, m2, b'-', d1, d2, ..] = tail.as_bytes() {
        let day = [*m1, *m2, *d1, *d2];
        if day.iter().all(u8::is_ascii_digit) {
            let day: String = day.into_iter().map(char::from).collect();
            return (head.to_owned() + &day, tail.get(6..).unwrap_or_default());
        }
    }
    (head.to_owned(), tail)
}

fn without_zeros(number: &str) -> &str {
    match number.trim_start_matches('0') {
        "" if !number.is_empty() => "0",
        trimmed => trimmed,
    }
}

/// The suffix `-next.ID` that `tail` stands for: nothing for nothing, `-next.2` for `rc2`.
fn suffix(tail: &str) -> Option<String> {
    let tail = tail.trim_end();
    if tail.is_empty() {
        return Some(String::new());
    }
    let separators = ['-', '.', '~', '_'];
    let tail = tail.trim_start_matches(separators).to_ascii_lowercase();
    let id = SUFFIXES.iter().find_map(|word| tail.strip_prefix(word))?.trim_start_matches(separators);
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("-next.{}", without_zeros(id)))
}
