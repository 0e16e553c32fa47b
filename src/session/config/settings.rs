//! Settings: keys, names and defaults.

/// Key of a setting in the configuration file.
#[expect(missing_docs, reason = "each is the field of Config of that name")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigKey {
    Lang,
    Theme,
    Background,
    Signs,
    Screen,
    Measure,
    Outline,
    Pages,
    Ambiguous,
    Kinsoku,
    Hanging,
    Autospace,
    Justify,
    Paragraphs,
    Indent,
    Ruby,
    RubyLeading,
    Chapters,
    Punct,
    Code,
    Speed,
    SearchFold,
    HideAds,
    Remember,
    TocRules,
    Copy,
    Cite,
    CopyOnRelease,
    Mouse,
    ScrollBar,
    Cursor,
    Hints,
    Reread,
    Editor,
    Open,
    WindowTitle,
    Hyperlinks,
    Dictionary,
    Notes,
    Keymap,
}

impl ConfigKey {
    /// Returns the name in the file.
    ///
    /// # Panics
    /// Never: a test ensures that the table is complete.
    pub fn name(self) -> &'static str {
        let row = SETTINGS.iter().find(|row| row.key == self);
        row.expect("SETTINGS has every key").name
    }
}

/// Setting with its name and default.
#[derive(Clone, Copy, Debug)]
pub struct SettingInfo {
    /// Key.
    pub key: ConfigKey,
    /// Name in the file.
    pub name: &'static str,
    /// Default, as written in the file.
    pub default: &'static str,
}

const fn row(key: ConfigKey, name: &'static str, default: &'static str) -> SettingInfo {
    SettingInfo { key, name, default }
}

/// All settings.
#[rustfmt::skip]
pub const SETTINGS: &[SettingInfo] = &[
    row(ConfigKey::Lang, "lang", "\"zh\""),
    row(ConfigKey::Theme, "theme", "\"auto\""),
    row(ConfigKey::Background, "background", "\"auto\""),
    row(ConfigKey::Signs, "signs", "\"auto\""),
    row(ConfigKey::Screen, "screen", "\"full\""),
    row(ConfigKey::Measure, "measure", "72"),
    row(ConfigKey::Outline, "outline", "\"auto\""),
    row(ConfigKey::Pages, "pages", "1"),
    row(ConfigKey::Ambiguous, "ambiguous", "\"auto\""),
    row(ConfigKey::Kinsoku, "kinsoku", "\"gb\""),
    row(ConfigKey::Hanging, "hanging", "true"),
    row(ConfigKey::Autospace, "autospace", "true"),
    row(ConfigKey::Justify, "justify", "false"),
    row(ConfigKey::Paragraphs, "paragraphs", "\"auto\""),
    row(ConfigKey::Indent, "indent", "\"auto\""),
    row(ConfigKey::Ruby, "ruby", "\"above\""),
    row(ConfigKey::RubyLeading, "ruby-leading", "\"auto\""),
    row(ConfigKey::Chapters, "chapters", "\"page\""),
    row(ConfigKey::Punct, "punct", "false"),
    row(ConfigKey::Code, "code", "\"wrap\""),
    row(ConfigKey::Speed, "speed", "400"),
    row(ConfigKey::SearchFold, "search-fold", "\"variants\""),
    row(ConfigKey::HideAds, "hide-ads", "true"),
    row(ConfigKey::Remember, "remember", "true"),
    row(ConfigKey::TocRules, "toc-rules", "\"\""),
    row(ConfigKey::Copy, "copy", "\"\""),
    row(ConfigKey::Cite, "cite", "\"\""),
    row(ConfigKey::CopyOnRelease, "copy-on-release", "true"),
    row(ConfigKey::Mouse, "mouse", "true"),
    row(ConfigKey::ScrollBar, "scrollbar", "\"search\""),
    row(ConfigKey::Cursor, "cursor", "\"auto\""),
    row(ConfigKey::Hints, "hints", "\"auto\""),
    row(ConfigKey::Reread, "reread", "true"),
    row(ConfigKey::Editor, "editor", "\"\""),
    row(ConfigKey::Open, "open", "\"\""),
    row(ConfigKey::WindowTitle, "window-title", "true"),
    row(ConfigKey::Hyperlinks, "hyperlinks", "\"auto\""),
    row(ConfigKey::Dictionary, "dictionary", "\"\""),
    row(ConfigKey::Notes, "notes", "\"\""),
    row(ConfigKey::Keymap, "keymap", "\"default\""),
];
