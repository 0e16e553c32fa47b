//! What a cluster is to a line: a blank, an opening mark, a stop, a piece of an ellipsis … One set of
//! bits each, taken from its first code point. Which break is legal is not asked here (`text::line_break`
//! says so); these are for what comes after: hanging, bending a rule, spacing, stretching.

use crate::text::autospace::{SpacingSide, spacing_side};
use crate::text::line_break::ClassAtom;
use crate::text::line_class::{CharProps, Class};
use crate::text::script::TextLang;

/// A set of the properties below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClusterFlags(u16);

impl ClusterFlags {
    /// Nothing in particular.
    pub(crate) const NONE: Self = Self(0);
    /// A blank that vanishes at the end of a line.
    pub(crate) const BLANK: Self = Self(1);
    /// An opening bracket or quotation mark.
    pub(crate) const OPEN: Self = Self(1 << 1);
    /// A closing bracket or quotation mark.
    pub(crate) const CLOSE: Self = Self(1 << 2);
    /// A stop: comma, full stop, colon, exclamation mark …
    pub(crate) const STOP: Self = Self(1 << 3);
    /// A stop that may hang.
    pub(crate) const HANGS: Self = Self(1 << 4);
    /// An ASCII stop that may hang behind an ideograph.
    pub(crate) const HANGS_ON_HAN: Self = Self(1 << 5);
    /// A piece of an ellipsis.
    pub(crate) const ELLIPSIS: Self = Self(1 << 6);
    /// A piece of a dash.
    pub(crate) const DASH: Self = Self(1 << 7);
    /// Small kana, ー, iteration marks.
    pub(crate) const SMALL: Self = Self(1 << 8);
    /// ～ 〜.
    pub(crate) const JOINS: Self = Self(1 << 9);
    /// An interpunct or a sign behind a number.
    pub(crate) const TIGHT: Self = Self(1 << 10);
    /// An ideograph, as for spacing.
    pub(crate) const HAN: Self = Self(1 << 11);
    /// A letter or digit, as for spacing.
    pub(crate) const WORD: Self = Self(1 << 12);
    /// A per cent sign.
    pub(crate) const PERCENT: Self = Self(1 << 13);
    /// A closing mark or stop that is not ASCII: a cell behind it is hardly seen.
    pub(crate) const SPACIOUS: Self = Self(1 << 14);
    /// Its text is not drawn as it is.
    pub(crate) const SPECIAL: Self = Self(1 << 15);

    /// Closing marks and stops.
    pub(crate) const ENDS: Self = Self(Self::CLOSE.0 | Self::STOP.0);
    /// Marks of two halves that belong together.
    pub(crate) const PAIRED: Self = Self(Self::ELLIPSIS.0 | Self::DASH.0);

    /// Whether one of `other` is set.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This set without `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The marks of a cluster that begins with `c`, which takes part in breaking as `atom`.
#[inline]
pub(crate) fn cluster_flags(
    c: char,
    facts: CharProps,
    atom: ClassAtom,
    lang: TextLang,
) -> ClusterFlags {
    let side = match spacing_side(c, facts) {
        SpacingSide::Ideograph => ClusterFlags::HAN,
        SpacingSide::Word => ClusterFlags::WORD,
        SpacingSide::Percent => ClusterFlags::PERCENT,
        SpacingSide::Other => ClusterFlags::NONE,
    };
    if c.is_ascii_alphanumeric() || matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return side;
    }
    let role = match c {
        ' ' | '\t' | '\u{3000}' => ClusterFlags::BLANK,
        '，' | '、' | '。' | '．' | '；' | '：' | '！' | '？' | '､' | '｡' => {
            if may_hang(c, lang) {
                ClusterFlags::STOP.with(ClusterFlags::HANGS)
            } else {
                ClusterFlags::STOP
            }
        }
        ',' | '.' => match lang {
            TextLang::Hans | TextLang::Ja | TextLang::Ko => {
                ClusterFlags::STOP.with(ClusterFlags::HANGS_ON_HAN)
            }
            TextLang::Hant | TextLang::Other => ClusterFlags::STOP,
        },
        ';' | ':' | '!' | '?' => ClusterFlags::STOP,
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '［' | '｛' | '｟'
        | '〝' | '(' | '[' | '{' => ClusterFlags::OPEN,
        // An apostrophe is a quotation mark that was left as it is.
        '’' if atom.class == Class::QF => ClusterFlags::NONE,
        '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '］' | '｝' | '｠'
        | '〞' | '〟' | ')' | ']' | '}' => ClusterFlags::CLOSE,
        '"' => match atom.class {
            Class::OP => ClusterFlags::OPEN,
            Class::CL => ClusterFlags::CLOSE,
            _ => ClusterFlags::NONE,
        },
        '…' | '⋯' => ClusterFlags::ELLIPSIS,
        '—' => ClusterFlags::DASH,
        '～' | '〜' => ClusterFlags::JOINS,
        '·' | '‧' | '•' | '%' | '％' | '‰' | '℃' => ClusterFlags::TIGHT,
        '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => ClusterFlags::SMALL,
        _ if facts.class() == Class::CJ => ClusterFlags::SMALL,
        _ => ClusterFlags::NONE,
    };
    if role.has(ClusterFlags::ENDS) && !c.is_ascii() {
        return side.with(role).with(ClusterFlags::SPACIOUS);
    }
    side.with(role)
}

/// Whether the stop `c` may hang (CLREQ 3.1.8, JLREQ): in Chinese the marks that stand at the start of
/// their frame, in Japanese and Korean commas and full stops, in traditional Chinese none.
const fn may_hang(c: char, lang: TextLang) -> bool {
    match lang {
        TextLang::Hans => matches!(c, '、' | '，' | '。' | '．' | '；' | '：' | '！' | '？'),
        TextLang::Ja => matches!(c, '、' | '。' | '，' | '．' | '､' | '｡'),
        TextLang::Ko => matches!(c, '、' | '。' | '，' | '．'),
        TextLang::Hant | TextLang::Other => false,
    }
}
