//! Signs of the frame: what is drawn beside the words of a text.

use crate::term::write_text::{ELLIPSIS, elide_end, elide_start};
use crate::text::units::Cells;
use crate::text::width::Widths;
use std::borrow::Cow;

/// Sign of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Row under the cursor of a list; section being read.
    Here,
    /// Section being read, while the cursor is elsewhere.
    Reading,
    /// Row of a tree whose rows below are shown.
    Open,
    /// Row of a tree whose rows below are hidden.
    Folded,
    /// Bar of a heading.
    HeadingBar,
    /// Bar of a quotation.
    QuoteBar,
    /// Rule between the outline and the text.
    Divider,
    /// Cell of a rule across the text.
    Rule,
    /// Gutter of a line of code.
    Gutter,
    /// Gutter of a further row of a line of code.
    Continued,
    /// Code that goes on beyond the left edge.
    CutStart,
    /// Code that goes on beyond the right edge.
    CutEnd,
    /// Thumb of the scroll bar.
    Thumb,
    /// Row of the scroll bar with hits.
    Tick,
    /// Note of the reader.
    Note,
    /// Line end in a text that is typed in one row.
    LineEnd,
    /// Row of a list that has not been read yet.
    Unread,
}

impl Sign {
    /// Returns whether the sign is a line beside the text, or stands where the cursor of the terminal does.
    const fn is_bar(self) -> bool {
        matches!(
            self,
            Self::Here
                | Self::HeadingBar
                | Self::QuoteBar
                | Self::Divider
                | Self::Gutter
                | Self::Thumb
                | Self::Tick
        )
    }
}

/// All signs.
#[cfg(test)]
const ALL_SIGNS: [Sign; 17] = [
    Sign::Here,
    Sign::Reading,
    Sign::Open,
    Sign::Folded,
    Sign::HeadingBar,
    Sign::QuoteBar,
    Sign::Divider,
    Sign::Rule,
    Sign::Gutter,
    Sign::Continued,
    Sign::CutStart,
    Sign::CutEnd,
    Sign::Thumb,
    Sign::Tick,
    Sign::Note,
    Sign::LineEnd,
    Sign::Unread,
];

/// Characters from which the signs are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignSet {
    /// Bars, triangles and arrows of Unicode.
    #[default]
    Unicode,
    /// ASCII, for terminals and fonts without the others.
    Ascii,
    /// ASCII without bars, gutters and thumbs, for screens that are read aloud; words keep their arrows and dots.
    Spoken,
}

impl SignSet {
    /// Returns the set that the environment suggests: ASCII for terminals that have no other signs, and for a locale
    /// that names another encoding than UTF-8.
    pub fn from_environment(term: &str, locale: &str) -> Self {
        let codeset = locale.split_once('.').map(|(_, codeset)| codeset);
        let codeset = codeset.map(|name| name.to_ascii_lowercase().replace('-', ""));
        let is_plain_terminal = matches!(term, "linux" | "dumb" | "vt100");
        let is_other_encoding = codeset.is_some_and(|name| !name.starts_with("utf8"));
        if is_plain_terminal || is_other_encoding {
            Self::Ascii
        } else {
            Self::Unicode
        }
    }

    /// Returns the set of a name: `unicode` or `ascii`; `None` for any other.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "unicode" => Some(Self::Unicode),
            "ascii" => Some(Self::Ascii),
            _ => None,
        }
    }

    /// Returns the character of a sign. Those that some terminals draw in two cells are drawn with a blank cell behind.
    pub const fn glyph(self, sign: Sign) -> &'static str {
        if matches!(self, Self::Spoken) {
            match sign {
                Sign::Open => return "-",
                Sign::Folded => return "+",
                _ if sign.is_bar() => return "",
                _ => {}
            }
        }
        let (unicode, ascii) = match sign {
            Sign::Here | Sign::Thumb => ("\u{2590}", "|"),
            Sign::Reading | Sign::CutEnd => ("\u{203A}", ">"),
            Sign::Open => ("\u{25BE}", "v"),
            Sign::Folded => ("\u{25B8}", ">"),
            Sign::HeadingBar => ("\u{258E}", "|"),
            Sign::QuoteBar | Sign::Divider => ("\u{2502}", "|"),
            Sign::Rule => ("\u{254C}", "-"),
            Sign::Gutter => ("\u{254E}", "|"),
            Sign::Continued => ("\u{21AA}", "~"),
            Sign::CutStart => ("\u{2039}", "<"),
            Sign::Tick => ("\u{25AA}", "*"),
            Sign::Note => ("\u{203B}", "*"),
            Sign::LineEnd => ("\u{21B5}", "\\"),
            Sign::Unread => ("\u{22EF}", "..."),
        };
        match self {
            Self::Unicode => unicode,
            Self::Ascii | Self::Spoken => ascii,
        }
    }

    /// Returns the character of the marker of a list item.
    pub fn marker(self, marker: &str) -> Cow<'_, str> {
        match self {
            Self::Unicode | Self::Spoken => marker.into(),
            Self::Ascii => marker
                .replace(['\u{2219}', '\u{2022}', '\u{2023}'], "-")
                .replace('\u{25E6}', "+")
                .replace('\u{25AA}', "*")
                .into(),
        }
    }

    /// Returns words of the interface with the signs among them in this set.
    pub fn words(self, words: &str) -> Cow<'_, str> {
        match self {
            Self::Unicode | Self::Spoken => words.into(),
            Self::Ascii => {
                let words = words.replace(ELLIPSIS, self.ellipsis());
                words.chars().map(ascii_sign).collect::<String>().into()
            }
        }
    }

    /// Returns `text` if it fits into `cells`, otherwise its beginning with an ellipsis after it.
    pub fn elide(self, text: &str, cells: Cells, widths: Widths) -> Cow<'_, str> {
        elide_end(text, cells, widths, self.ellipsis())
    }

    /// Returns `text` if it fits into `cells`, otherwise its end with an ellipsis before it.
    pub fn elide_start(self, text: &str, cells: Cells, widths: Widths) -> Cow<'_, str> {
        elide_start(text, cells, widths, self.ellipsis())
    }

    /// Returns a path of titles if it fits into `cells`, otherwise its end from a whole title on, with an ellipsis before
    /// it; only a last title that is too long by itself is cut within.
    pub fn elide_path(self, path: &str, cells: Cells, widths: Widths) -> Cow<'_, str> {
        let shown = self.elide_start(path, cells, widths).into_owned();
        if shown == path {
            return shown.into();
        }
        match shown.split_once(PATH_SIGN) {
            Some((_, rest)) if !rest.is_empty() => {
                format!("{}{PATH_SIGN}{rest}", self.ellipsis()).into()
            }
            _ => shown.into(),
        }
    }

    const fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode | Self::Spoken => ELLIPSIS,
            Self::Ascii => "...",
        }
    }
}

/// Sign between the titles of a path.
pub const PATH_SIGN: &str = " \u{203A} ";

/// Returns the ASCII form of a sign that is part of a text of the interface.
fn ascii_sign(c: char) -> char {
    match c {
        '\u{203A}' | '\u{25B8}' | '\u{2192}' => '>',
        '\u{2039}' | '\u{2190}' => '<',
        '\u{2191}' => '^',
        '\u{2193}' | '\u{25BE}' => 'v',
        '\u{21B5}' => '\\',
        '\u{2590}' | '\u{2502}' => '|',
        '\u{203B}' => '*',
        '\u{2713}' => '+',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::{Ambiguous, text_width};

    #[test]
    fn a_path_is_cut_between_its_titles() {
        let path = "江边的厂，山里的人 \u{203A} 三、三处接口 \u{203A} 3、用市场";
        let shown = |cells| {
            SignSet::Unicode
                .elide_path(path, Cells(cells), Widths::default())
                .into_owned()
        };
        assert_eq!(shown(60), path);
        assert_eq!(
            shown(38),
            "\u{2026} \u{203A} 三、三处接口 \u{203A} 3、用市场"
        );
        assert_eq!(shown(14), "\u{2026} \u{203A} 3、用市场");
        assert_eq!(shown(8), "\u{2026}用市场");
    }

    /// Signs that are drawn with a cell in reserve.
    const RESERVED: [Sign; 4] = [Sign::HeadingBar, Sign::QuoteBar, Sign::Divider, Sign::Note];

    fn cells(text: &str, ambiguous: Ambiguous) -> u16 {
        let widths = Widths {
            ambiguous,
            ..Widths::default()
        };
        text_width(text, widths).0
    }

    #[test]
    fn every_sign_has_one_cell_in_every_terminal_or_a_cell_in_reserve() {
        for sign in ALL_SIGNS {
            let glyph = SignSet::Unicode.glyph(sign);
            assert_eq!(cells(glyph, Ambiguous::Narrow), 1, "{sign:?}");
            let wide = cells(glyph, Ambiguous::Wide);
            assert!(wide == 1 || RESERVED.contains(&sign), "{sign:?}");
            assert!(SignSet::Ascii.glyph(sign).is_ascii());
        }
    }

    #[test]
    fn no_other_file_of_the_interface_has_signs_of_its_own() {
        let texts = [
            include_str!("list.rs"),
            include_str!("page.rs"),
            include_str!("scroll_bar.rs"),
            include_str!("sheet.rs"),
            include_str!("status_line.rs"),
            include_str!("toc_pane.rs"),
        ];
        for text in texts {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                assert!(line.is_ascii(), "{line}");
                for block in ["\\u{21", "\\u{22", "\\u{25", "\\u{203"] {
                    assert!(!line.contains(block), "{line}");
                }
            }
        }
    }

    #[test]
    fn terminals_and_locales_without_the_signs_get_ascii() {
        for (term, locale, want) in [
            ("xterm-256color", "zh_CN.UTF-8", SignSet::Unicode),
            ("xterm-256color", "ja_JP.utf8", SignSet::Unicode),
            ("tmux", "", SignSet::Unicode),
            ("tmux", "C", SignSet::Unicode),
            ("linux", "zh_CN.UTF-8", SignSet::Ascii),
            ("xterm", "zh_CN.GB18030", SignSet::Ascii),
            ("vt100", "", SignSet::Ascii),
        ] {
            assert_eq!(
                SignSet::from_environment(term, locale),
                want,
                "{term} {locale}"
            );
        }
    }
}
