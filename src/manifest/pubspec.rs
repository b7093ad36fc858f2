//! pubspec.yaml: <https://dart.dev/tools/pub/pubspec#version>. A build number, `1.2.0+7`, stays.

use super::site::Found;
use super::yaml;

/// The key `version`, without what stands behind a `+`.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let mut sites = yaml::find(text, Some(field.unwrap_or("version")))?;
    for site in &mut sites {
        if let Some((version, _)) = site.text.split_once('+') {
            site.span.end = site.span.start + version.len();
            site.text = version.to_owned();
        }
    }
    Ok(sites)
}
