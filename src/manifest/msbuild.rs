//! Project and property files of `MSBuild`, such as *.csproj and Directory.Build.props:
//! <https://learn.microsoft.com/nuget/reference/msbuild-targets#pack-target>.

use super::site::{Found, only};
use super::xml_text::{children, parse, refuse_property, site};

/// The property `Version`, or the one that the field names, in any `<PropertyGroup>`.
pub(super) fn find(text: &str, field: Option<&str>) -> Found {
    let document = parse(text)?;
    let groups = || children(document.root_element(), "PropertyGroup");
    let name = field.unwrap_or("Version");
    let what = format!("property `{name}`");
    let defined = |name: &str| groups().find_map(|group| Some(children(group, name).next()?.range().start));
    let sites = groups()
        .flat_map(|group| children(group, name))
        .map(|element| refuse_property(text, site(text, element, &what)?, &what, "$(", ')', defined));
    only(text, sites.collect::<Result<_, _>>()?, &what)
}
