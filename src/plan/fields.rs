//! Fields of plans that serialised data writes otherwise than their types do.

use serde::de::{Deserialize, Deserializer, Error};

use crate::shown::shown;
use crate::version::{Scheme, Version};

/// The text as a version of the first scheme that it fits; the whole plan knows the right one.
pub(super) fn version_of_any_scheme(text: &str) -> Result<Version, String> {
    let found = Scheme::ALL.into_iter().find_map(|scheme| scheme.parse(text).ok());
    found.ok_or_else(|| format!("`{}` is not a valid version", shown(text)))
}

/// Reads a version whose scheme stands elsewhere.
pub(super) fn version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Version, D::Error> {
    version_of_any_scheme(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Reads a version that may be missing or null, whose scheme stands elsewhere.
pub(super) fn optional_version<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Version>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| version_of_any_scheme(&text)).transpose().map_err(D::Error::custom)
}

/// Renderings as one object: the name of each ecosystem with its text.
pub(super) mod renderings {
    use std::fmt;

    use serde::de::{Deserializer, MapAccess, Visitor};
    use serde::ser::Serializer;

    use crate::ecosystem::Ecosystem;

    pub(in crate::plan) fn serialize<S: Serializer>(
        renderings: &[(Ecosystem, String)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(renderings.iter().map(|(ecosystem, text)| (ecosystem.name(), text)))
    }

    struct Renderings;

    impl<'de> Visitor<'de> for Renderings {
        type Value = Vec<(Ecosystem, String)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of ecosystems")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut renderings = Vec::new();
            while let Some((name, text)) = map.next_entry::<String, String>()? {
                renderings.extend(Ecosystem::from_name(&name).map(|ecosystem| (ecosystem, text)));
            }
            Ok(renderings)
        }
    }

    pub(in crate::plan) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(Ecosystem, String)>, D::Error> {
        deserializer.deserialize_map(Renderings)
    }
}
