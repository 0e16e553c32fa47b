//! Roles of a cluster in a line: blank, opening mark, stop, part of an ellipsis … A bit set for each cluster,
//! derived from its first code point.
//! Legal breaks come from `text::line_break`; the flags serve later steps: hanging, relaxed breaks, spacing,
//! justification.

use crate::text::autospace::{SpacingSide, spacing_side};
use crate::text::line_break::ClassAtom;
use crate::text::line_class::{CharProps, Class};
use crate::text::script::TextLang;

/// Set of the flags below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClusterFlags(u16);

impl ClusterFlags {
    /// Empty set.
    pub(crate) const NONE: Self = Self(0);
    /// Blank that vanishes at the end of a line.
    pub(crate) const BLANK: Self = Self(1);
    /// Opening bracket or quotation mark.
    pub(crate) const OPEN: Self = Self(1 << 1);
    /// Closing bracket or quotation mark.
    pub(crate) const CLOSE: Self = Self(1 << 2);
    /// Stop: comma, full stop, colon, exclamation mark …
    pub(crate) const STOP: Self = Self(1 << 3);
    /// Stop that may hang.
    pub(crate) const HANGS: Self = Self(1 << 4);
    /// ASCII stop that may hang after an ideograph.
    pub(crate) const HANGS_ON_HAN: Self = Self(1 << 5);
    /// Part of an ellipsis.
    pub(crate) const ELLIPSIS: Self = Self(1 << 6);
    /// Part of a dash.
    pub(crate) const DASH: Self = Self(1 << 7);
    /// Small kana, ー, iteration marks.
    pub(crate) const SMALL: Self = Self(1 << 8);
    /// ～ 〜.
    pub(crate) const JOINS: Self = Self(1 << 9);
    /// Interpunct, or a sign after a number.
    pub(crate) const TIGHT: Self = Self(1 << 10);
    /// Ideograph, for spacing.
    pub(crate) const HAN: Self = Self(1 << 11);
    /// Letter or digit, for spacing.
    pub(crate) const WORD: Self = Self(1 << 12);
    /// Per cent sign.
    pub(crate) const PERCENT: Self = Self(1 << 13);
    /// Closing mark or stop that is not ASCII; an added cell after it is hardly visible.
    pub(crate) const SPACIOUS: Self = Self(1 << 14);
    /// Cluster that is not drawn as its text.
    pub(crate) const SPECIAL: Self = Self(1 << 15);

    /// Closing marks and stops.
    pub(crate) const ENDS: Self = Self(Self::CLOSE.0 | Self::STOP.0);
    /// Marks written as pairs (…… and ——).
    pub(crate) const PAIRED: Self = Self(Self::ELLIPSIS.0 | Self::DASH.0);

    /// Returns whether any flag of `other` is set.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns this set without `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns the union of both sets.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Returns the flags of a cluster that starts with `c` and has the class atom `atom`.
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
        // An apostrophe is a quotation mark that tailoring left unchanged.
        '’' if atom.class == Class::QF => ClusterFlags::NONE,
        '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '］' | '｝' | '｠'
        | '〞' | '〟' | ')' | ']' | '}' => ClusterFlags::CLOSE,
        // Tailoring tells whether these open or close.
        '"' | '\'' | '＂' | '＇' | '«' | '»' | '‹' | '›' | '<' | '>' | '＜' | '＞' | '≪' | '≫'
        | '﹤' | '﹥' => match atom.class {
            Class::OP => ClusterFlags::OPEN,
            Class::CL | Class::CP => ClusterFlags::CLOSE,
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

/// Returns whether the stop `c` may hang (CLREQ 3.1.8, JLREQ). Simplified Chinese: the marks drawn at the left
/// of their frame. Japanese and Korean: commas and full stops. Traditional Chinese: none.
const fn may_hang(c: char, lang: TextLang) -> bool {
    match lang {
        TextLang::Hans => matches!(c, '、' | '，' | '。' | '．' | '；' | '：' | '！' | '？'),
        TextLang::Ja => matches!(c, '、' | '。' | '，' | '．' | '､' | '｡'),
        TextLang::Ko => matches!(c, '、' | '。' | '，' | '．'),
        TextLang::Hant | TextLang::Other => false,
    }
}
