//! Many objects of a git repository by one call.

use super::git::{Git, GitError};

/// The content of each object, `HEAD:./product.toml` or a hash; `None` for what is not there.
///
/// A name with a line end in it is none that can be asked for.
pub fn read(git: &Git, names: &[String]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
    let is_askable = |name: &&String| !name.contains('\n');
    let input: String = names.iter().filter(is_askable).map(|name| format!("{name}\n")).collect();
    let answer = git.ask_about(&["cat-file", "--batch"], input.as_bytes())?;
    let mut rest = answer.as_slice();
    let found = names.iter().map(|name| is_askable(&name).then(|| next(&mut rest)).flatten());
    Ok(found.collect())
}

/// Takes the next answer: `HASH TYPE SIZE`, a line end, the content, a line end; or `NAME missing`.
fn next(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (head, behind) = rest.split_at_checked(end)?;
    let behind = behind.get(1..)?;
    *rest = behind;
    let head = std::str::from_utf8(head).ok().filter(|head| !head.ends_with(" missing"))?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let content = behind.get(..size)?.to_vec();
    *rest = behind.get(size + 1..)?;
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_one_after_another_and_what_is_missing_has_none() {
        let mut rest = &b"x:a b missing\n0123 blob 3\na\nb\nHEAD missing\n45 blob 0\n\n"[..];
        let found: Vec<_> = (0..5).map(|_| next(&mut rest)).collect();
        assert_eq!(found, [None, Some(b"a\nb".to_vec()), None, Some(Vec::new()), None]);
    }
}
