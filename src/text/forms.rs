//! Forms in which the same letter is written: canonical and compatibility equivalents, case, width, marks of one kind,
//! kana, accents, and written forms of Han characters ([`super::variant`]). A text is folded cluster by cluster into
//! [`Atom`]s, of which a cluster has one or several (ﬁ, ㎏) or none (U+200B); two atoms are the same letter if they are
//! equal or [`related`]. Nothing here looks at more than a cluster.

mod sources;

pub use sources::{LetterForms, letter_forms};

use super::cluster::clusters;
use super::script::is_hangul;
use super::variant::{VariantScope, ideograph_of_radical, lexemes};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How far letters are told apart. Each level finds all that the one before it finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Written form; canonical equivalents are the same.
    Exact,
    /// Case, width, compatibility forms and marks of one kind do not count.
    Forms,
    /// Written forms of Han characters, hiragana or katakana, and accents do not count either.
    #[default]
    Variants,
}

impl Level {
    /// All levels, from the narrowest.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Forms, Self::Variants];
    /// Names of the levels in the configuration and on the command line.
    pub const NAMES: [&'static str; 3] = ["exact", "forms", "variants"];

    /// Returns the level with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|known| *known == name)?;
        Self::ALL.get(at).copied()
    }

    /// Returns the level after this one; the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % 3]
    }

    /// Returns the level before this one; the last before the first.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::ALL[(self as usize + 2) % 3]
    }
}

/// Whether capitals differ from small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterCase {
    /// They differ.
    Distinct,
    /// They are the same.
    Folded,
}

/// Differences that count in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folding {
    /// How far letters are told apart.
    pub level: Level,
    /// Whether capitals differ; always so at [`Level::Exact`].
    pub case: LetterCase,
}

/// A folded letter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// One code point.
    Single(char),
    /// A base with marks that no code point is composed of; at [`Level::Exact`] any cluster.
    Sequence(Box<str>),
}

impl Atom {
    fn new(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let first = chars.next()?;
        Some(if chars.next().is_none() {
            Self::Single(first)
        } else {
            Self::Sequence(text.into())
        })
    }

    /// Returns its code point, if it is one.
    pub const fn as_char(&self) -> Option<char> {
        match self {
            Self::Single(c) => Some(*c),
            Self::Sequence(_) => None,
        }
    }

    /// Returns its first code point.
    pub fn first_char(&self) -> char {
        match self {
            Self::Single(c) => *c,
            Self::Sequence(text) => text.chars().next().unwrap_or_default(),
        }
    }
}

/// An atom in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedAtom {
    /// The folded letter.
    pub atom: Atom,
    /// Byte at which its cluster starts; of a run of blanks the first.
    pub start: usize,
    /// Byte at which its cluster ends; of a run of blanks the last.
    pub end: usize,
    /// Whether a hit may begin with it: it is the first of its cluster.
    pub is_first: bool,
    /// Whether a hit may end with it: it is the last of its cluster.
    pub is_last: bool,
    /// Variation selectors of its cluster, at [`Level::Exact`] only.
    pub selectors: Box<str>,
}

/// Returns the atoms of a text. At levels above exact a run of blanks is one atom.
pub fn atoms(text: &str, folding: Folding) -> Vec<PlacedAtom> {
    let mut found: Vec<PlacedAtom> = Vec::with_capacity(text.len() / 3);
    for cluster in clusters(text) {
        let (start, end) = (cluster.at, cluster.at + cluster.text.len());
        let mut place = |atom, is_first, is_last, selectors: &str| {
            found.push(PlacedAtom {
                atom,
                start,
                end,
                is_first,
                is_last,
                selectors: selectors.into(),
            });
        };
        if cluster.is_single()
            && let Some(c) = fold_plain(cluster.first, folding)
        {
            match found.last_mut() {
                Some(last)
                    if c == ' '
                        && folding.level > Level::Exact
                        && last.atom == Atom::Single(' ') =>
                {
                    last.end = end;
                }
                _ => found.push(PlacedAtom {
                    atom: Atom::Single(c),
                    start,
                    end,
                    is_first: true,
                    is_last: true,
                    selectors: Box::default(),
                }),
            }
            continue;
        }
        if folding.level == Level::Exact {
            let composed: String = cluster.text.nfc().collect();
            let (selectors, letters): (String, String) =
                composed.chars().partition(|c| is_selector(*c));
            if let Some(atom) = Atom::new(&letters) {
                place(atom, true, true, &selectors);
            }
            continue;
        }
        let parts = fold_cluster(cluster.text, folding);
        if let [Atom::Single(' ')] = parts[..]
            && let Some(last) = found
                .last_mut()
                .filter(|last| last.atom == Atom::Single(' '))
        {
            last.end = end;
            continue;
        }
        let count = parts.len();
        for (index, atom) in parts.into_iter().enumerate() {
            found.push(PlacedAtom {
                atom,
                start,
                end,
                is_first: index == 0,
                is_last: index + 1 == count,
                selectors: Box::default(),
            });
        }
    }
    found
}

/// Returns the only atom of a cluster of the code point `c`, where that needs no table; `None` elsewhere.
fn fold_plain(c: char, folding: Folding) -> Option<char> {
    match c {
        ' '..='~' if folding.case == LetterCase::Folded && folding.level > Level::Exact => {
            Some(c.to_ascii_lowercase())
        }
        ' '..='~' | '\u{4E00}'..='\u{9FFF}' | 'ァ'..='ヴ' => Some(c),
        'ぁ'..='ゔ' => Some(if folding.level == Level::Variants {
            to_katakana(c)
        } else {
            c
        }),
        _ => None,
    }
}

/// Returns the atoms of a cluster at a level above exact.
fn fold_cluster(cluster: &str, folding: Folding) -> Vec<Atom> {
    let mut plain = String::new();
    for c in cluster.nfc().filter(|c| !is_selector(*c) && !is_unseen(*c)) {
        push_plain_form(c, &mut plain);
    }
    let composed: String = plain.nfc().collect();
    let mut atoms = Vec::new();
    for part in base_and_marks(&composed) {
        let part = fold_case(part, folding.case);
        if folding.level == Level::Variants {
            // The case of what an accent hid (İ) and of what is spelt out (ẞ).
            let bare = fold_case(&without_accents(&part), folding.case);
            atoms.extend(base_and_marks(&bare).filter_map(Atom::new));
        } else {
            atoms.extend(Atom::new(&part));
        }
    }
    atoms
}

/// Cuts a text before each base: code points with the marks behind them; conjoining jamo stay together.
fn base_and_marks(text: &str) -> impl Iterator<Item = &str> {
    let is_jamo = |c: char| matches!(c, '\u{1100}'..='\u{11FF}');
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut inner = rest.char_indices().skip(1);
        let end = inner.find(|(_, c)| !(is_combining_mark(*c) || (is_jamo(first) && is_jamo(*c))));
        let (part, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = behind;
        Some(part)
    })
}

/// Small letters by simple folding, ς as σ; a letter whose folding is several stays.
fn fold_case(text: &str, case: LetterCase) -> String {
    let fold = |c: char| {
        let mut lower = c.to_lowercase();
        match (case, lower.next(), lower.next()) {
            (LetterCase::Folded, Some(small), None) => small,
            _ => c,
        }
    };
    let sigma = |c: char| if c == 'ς' { 'σ' } else { c };
    text.chars().map(|c| sigma(fold(c))).collect()
}

/// Latin and Greek letters without accents and spelt out, other letters with theirs; hiragana as katakana.
fn without_accents(part: &str) -> String {
    let first = part.nfd().next();
    if first.is_some_and(|c| is_latin(c) || is_greek(c)) {
        let mut bare = String::new();
        for c in part.nfd().filter(|c| !is_combining_mark(*c)) {
            match SPELT_OUT.iter().find(|(letter, _)| *letter == c) {
                Some((_, letters)) => bare.push_str(letters),
                // The base of a letter with an accent may be another form of its own (ẛ, ϓ).
                None => push_plain_form(c, &mut bare),
            }
        }
        return bare;
    }
    let large = |c| if c == 'ヶ' { 'ケ' } else { c };
    let mut chars = part.chars();
    let first = chars.next().map(|c| large(to_katakana(c)));
    first.into_iter().chain(chars.map(large)).collect()
}

/// Letters that are other letters with more than an accent, as these are typed without them.
const SPELT_OUT: [(char, &str); 13] = [
    ('ß', "ss"),
    ('ẞ', "SS"),
    ('æ', "ae"),
    ('Æ', "AE"),
    ('œ', "oe"),
    ('Œ', "OE"),
    ('ø', "o"),
    ('Ø', "O"),
    ('ł', "l"),
    ('Ł', "L"),
    ('đ', "d"),
    ('Đ', "D"),
    ('ı', "i"),
];

/// Katakana of the same sound; other characters stay.
const fn to_katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => match char::from_u32(c as u32 + 0x60) {
            Some(katakana) => katakana,
            None => c,
        },
        _ => c,
    }
}

/// Appends the plain form of a code point: from [`Level::Forms`] on it counts as that.
fn push_plain_form(c: char, plain: &mut String) {
    match c {
        _ if is_blank(c) => plain.push(' '),
        '…' | '‥' => plain.push(c),
        '\u{FE19}' => plain.push('…'),
        '\u{FE30}' => plain.push('‥'),
        _ => match ideograph_of_radical(c) {
            Some(ideograph) => plain.push(ideograph),
            None if has_own_form(c) || std::iter::once(c).nfd().next() != Some(c) => plain.push(c),
            None => {
                let start = plain.len();
                plain.extend(std::iter::once(c).nfkc());
                // A blank with a mark (゛ ´ ¨) is a sign of its own.
                if plain.get(start..).is_some_and(|form| form.starts_with(' ')) {
                    plain.truncate(start);
                    plain.push(c);
                }
            }
        },
    }
}

/// Returns whether a code point counts as itself in spite of its compatibility decomposition: fractions, Arabic
/// presentation forms, the letter araea, which is the middle dot of Korean law, and numbers and letters in circles, in
/// brackets or with a full stop.
const fn has_own_form(c: char) -> bool {
    matches!(c as u32,
        0xBC..=0xBE | 0x2150..=0x215F | 0x2189 | 0x2460..=0x24EA | 0x3220..=0x3229 | 0x3244..=0x3247
        | 0x318D | 0x3251..=0x327E | 0x3280..=0x32BF | 0x32D0..=0x32FE | 0xFB50..=0xFDFC | 0xFE70..=0xFEFC
        | 0x1F12B..=0x1F12E | 0x1F250..=0x1F251)
}

/// Returns whether `c` is a blank.
pub const fn is_blank(c: char) -> bool {
    matches!(
        c as u32,
        0x09 | 0x20 | 0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000
    )
}

/// Returns whether `c` is a variation selector.
pub const fn is_selector(c: char) -> bool {
    matches!(c as u32, 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}

/// Returns whether `c` shows nothing and changes no letter: soft hyphen, zero-width and directional characters.
pub const fn is_unseen(c: char) -> bool {
    matches!(c as u32, 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060 | 0x2066..=0x2069 | 0xFEFF)
}

/// Returns whether `c` is of the Latin script, as far as its letters bear accents.
const fn is_latin(c: char) -> bool {
    matches!(c as u32,
        0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2B8 | 0x2E0..=0x2E4
        | 0x1D00..=0x1D25 | 0x1D2C..=0x1D5C | 0x1D62..=0x1D65 | 0x1D6B..=0x1D77 | 0x1D79..=0x1DBE | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F | 0xA722..=0xA787 | 0xA78B..=0xA7FF | 0xAB30..=0xAB64)
}

/// Returns whether `c` is of the Greek script, as far as its letters bear accents.
const fn is_greek(c: char) -> bool {
    matches!(c as u32, 0x370..=0x373 | 0x376..=0x377 | 0x37B..=0x37D | 0x37F | 0x386 | 0x388..=0x3E1 | 0x3F0..=0x3FF | 0x1F00..=0x1FFE)
}

/// Marks that are the same from [`Level::Forms`] on: each group is one relation, and a mark may be in several.
const MARK_GROUPS: [&str; 9] = [
    "“„〝\"",
    "”‟〞〟\"",
    "‘‚'",
    "’‛ʼ'",
    "·・‧•∙⋅ㆍ⸱",
    ".。",
    "~〜",
    "-‐−–",
    "‖∥",
];
/// Quotation marks that are the same at [`Level::Variants`].
const QUOTE_GROUPS: [&str; 4] = ["“\"「『", "”\"」』", "‘'「『", "’'」』"];

/// Returns the letters that count as `c`, a folded one, without `c` itself.
pub fn related(c: char, level: Level, scope: VariantScope) -> Vec<char> {
    let mut found: Vec<char> = Vec::new();
    if level >= Level::Forms {
        let groups = MARK_GROUPS.iter().filter(|group| group.contains(c));
        found.extend(groups.flat_map(|group| group.chars()));
    }
    if level == Level::Variants {
        let groups = QUOTE_GROUPS.iter().filter(|group| group.contains(c));
        found.extend(groups.flat_map(|group| group.chars()));
        found.extend(lexemes(c, scope).flatten());
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|other| *other != c);
    found
}

/// Whether a query tells capitals from small letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CaseRule {
    /// If it has a capital itself.
    #[default]
    Smart,
    /// Always.
    Distinct,
    /// Never, above [`Level::Exact`].
    Folded,
}

impl CaseRule {
    /// Returns whether capitals differ for a query.
    pub fn letter_case(self, query: &str, level: Level) -> LetterCase {
        let is_distinct = match self {
            Self::Smart => query.chars().any(char::is_uppercase),
            Self::Distinct => true,
            Self::Folded => false,
        };
        if level == Level::Exact || is_distinct {
            LetterCase::Distinct
        } else {
            LetterCase::Folded
        }
    }
}

/// Returns whether `c` is a conjoining jamo or a syllable made of such.
fn is_conjoining(c: char) -> bool {
    is_hangul(c) && !matches!(c, '\u{3131}'..='\u{318E}')
}

#[cfg(test)]
mod tests;
