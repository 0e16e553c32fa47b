//! Languages of the interface, and which of them a reader's locale asks for.

/// Language of the interface. It has no part in how a text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese in simplified characters.
    ZhHans,
    /// Chinese in traditional characters, in the words of Taiwan.
    ZhHant,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 5] = [Self::ZhHans, Self::ZhHant, Self::Ja, Self::Ko, Self::En];

    /// Returns the language of a name of the configuration ([`crate::session::config::LANGS`]).
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "zh" | "zh-Hans" => Some(Self::ZhHans),
            "zh-Hant" | "tw" | "hk" => Some(Self::ZhHant),
            "ja" => Some(Self::Ja),
            "ko" => Some(Self::Ko),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::Ja => "ja",
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    /// Returns the language that a locale asks for. `variable` reads the environment.
    ///
    /// The category is `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is not empty (POSIX.1-2024, 8.2). Where it is a real
    /// locale, the first language of `LANGUAGE` that we speak goes before it (GNU gettext, 2.3.3).
    pub fn from_locale(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let category = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(set)
            .unwrap_or_default();
        let is_plain = matches!(category.split('.').next(), None | Some("" | "C" | "POSIX"));
        if is_plain {
            return Self::En;
        }
        let preferred = set("LANGUAGE").unwrap_or_default();
        preferred
            .split(':')
            .find_map(Self::from_locale_name)
            .or_else(|| Self::from_locale_name(&category))
            .unwrap_or_default()
    }

    /// Returns the language of a locale name, `language[_TERRITORY][.codeset][@modifier]` in any case, also with `-` and with
    /// the script of BCP 47. The script counts before the territory.
    fn from_locale_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (name, modifier) = name.split_once('@').unwrap_or((&name, ""));
        let name = name.split('.').next().unwrap_or_default();
        let mut subtags = name.split(['_', '-']);
        let language = subtags.next().unwrap_or_default();
        let rest: Vec<&str> = subtags.chain([modifier]).collect();
        let has = |tags: &[&str]| rest.iter().any(|tag| tags.contains(tag));
        let script = if has(&["hans"]) {
            Some(Self::ZhHans)
        } else {
            has(&["hant"]).then_some(Self::ZhHant)
        };
        let by_territory = |traditional: &[&str], other| {
            let found = has(traditional).then_some(Self::ZhHant);
            script.or(found).or(other)
        };
        match language {
            "zh" | "cmn" => by_territory(&["tw", "hk", "mo"], Some(Self::ZhHans)),
            "wuu" => by_territory(&[], Some(Self::ZhHans)),
            "yue" if has(&["cn"]) => by_territory(&[], Some(Self::ZhHans)),
            "yue" => by_territory(&[], Some(Self::ZhHant)),
            "nan" | "hak" => by_territory(&["tw"], None),
            "ja" => Some(Self::Ja),
            "ko" => Some(Self::Ko),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_category_of_the_locale_and_language_decide() {
        for (lc_all, lc_messages, lang, language, want) in [
            ("", "", "zh_CN.UTF-8", "", Lang::ZhHans),
            ("", "", "zh_TW.UTF-8", "", Lang::ZhHant),
            ("", "", "ja_JP.UTF-8", "zh_TW:ja", Lang::ZhHant),
            ("", "", "ja_JP.UTF-8", "", Lang::Ja),
            ("", "", "ko_KR.UTF-8", "", Lang::Ko),
            ("", "", "de_DE.UTF-8", "de:ko:en", Lang::Ko),
            ("", "", "de_DE.UTF-8", "", Lang::En),
            ("", "", "ja_JP.UTF-8", "de:fr", Lang::Ja),
            ("", "", "ja_JP.UTF-8", "de:en:ja", Lang::En),
            ("", "en_US.UTF-8", "zh_CN.UTF-8", "", Lang::En),
            ("C.UTF-8", "", "zh_CN.UTF-8", "zh_CN", Lang::En),
            ("POSIX", "", "zh_CN.UTF-8", "zh_CN", Lang::En),
            ("zh_HK.Big5", "", "", "", Lang::ZhHant),
            ("", "", "zh_Hans_HK", "", Lang::ZhHans),
            ("", "", "", "zh_CN", Lang::En),
        ] {
            let variable = |name: &str| {
                Some(match name {
                    "LC_ALL" => lc_all.to_owned(),
                    "LC_MESSAGES" => lc_messages.to_owned(),
                    "LANG" => lang.to_owned(),
                    "LANGUAGE" => language.to_owned(),
                    _ => return None,
                })
            };
            let found = Lang::from_locale(variable);
            assert_eq!(
                found, want,
                "{lc_all:?} {lc_messages:?} {lang:?} {language:?}"
            );
        }
        assert_eq!(Lang::from_locale(|_| None), Lang::En);
    }

    #[test]
    fn names_of_locales() {
        for (names, want) in [
            (
                "zh zh_CN zh_SG zh_MY.GBK zh_Hans zh-Hans-TW zh_TW@hans",
                Some(Lang::ZhHans),
            ),
            (
                "cmn cmn_CN wuu wuu_CN yue_CN yue_Hans ZH_cn.utf8",
                Some(Lang::ZhHans),
            ),
            (
                "zh_TW zh_HK.Big5 zh_MO zh_Hant zh_Hant_CN zh-hant-hk zh_CN@hant",
                Some(Lang::ZhHant),
            ),
            (
                "yue yue_HK nan_TW nan_TW@latin hak_TW cmn_TW",
                Some(Lang::ZhHant),
            ),
            ("ja ja_JP ja_JP.eucJP JA-jp", Some(Lang::Ja)),
            ("ko ko_KR.UTF-8 ko_KP", Some(Lang::Ko)),
            ("en en_US.UTF-8 en-GB", Some(Lang::En)),
            ("de_DE fr nan zhx _ .UTF-8 @hans", None),
        ] {
            for name in names.split(' ') {
                assert_eq!(Lang::from_locale_name(name), want, "{name}");
            }
        }
        assert_eq!(Lang::from_locale_name(""), None);
    }

    #[test]
    fn names_of_languages() {
        use crate::session::config::LANGS;
        let named: Vec<Lang> = LANGS
            .iter()
            .map(|name| Lang::from_name(name).unwrap())
            .collect();
        for lang in Lang::ALL {
            assert!(named.contains(&lang));
        }
        assert_eq!(Lang::from_name("de"), None);
    }
}
