//! Fields of plans that serialised data writes otherwise than their types do.

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
