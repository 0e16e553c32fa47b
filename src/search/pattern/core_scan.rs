//! Finds the code points that one letter may be written with, in bytes: by a search for the one or the few there are, else
//! one code point after the other.

use super::char_set::CharSet;
use crate::text::forms::LetterForms;
use aho_corasick::packed::{Config, MatchKind, Searcher};
use memchr::memmem::Finder;

/// Code points that are looked for at the same time by vector instructions.
const MAX_PACKED_CHARS: usize = 32;

/// A search for the code points of a letter.
#[derive(Debug)]
pub(crate) enum CoreScan {
    /// One code point.
    One(Box<Finder<'static>>),
    /// A few.
    Several(Box<Searcher>),
    /// Any number, or such of one byte.
    Set(CharSet),
}

impl CoreScan {
    pub(crate) fn new(forms: &LetterForms) -> Self {
        let chars: Vec<char> = forms.whole.iter().chain(&forms.partial).copied().collect();
        let bytes = |c: char| c.to_string().into_bytes();
        if let [one] = chars[..] {
            return Self::One(Box::new(Finder::new(&bytes(one)).into_owned()));
        }
        if chars.len() <= MAX_PACKED_CHARS && !chars.iter().any(char::is_ascii) {
            let mut builder = Config::new().match_kind(MatchKind::LeftmostFirst).builder();
            builder.extend(chars.iter().map(|c| bytes(*c)));
            if let Some(searcher) = builder.build() {
                return Self::Several(Box::new(searcher));
            }
        }
        Self::Set(CharSet::new(chars))
    }

    /// Returns the byte at which the next of them starts, at or after `from`.
    pub(crate) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        match self {
            Self::One(finder) => Some(from + finder.find(text.get(from..)?)?),
            Self::Several(searcher) => {
                let rest = aho_corasick::Span {
                    start: from,
                    end: text.len(),
                };
                Some(searcher.find_in(text, rest)?.start())
            }
            Self::Set(set) => set.find(text, from),
        }
    }
}

/// The commonest Han characters of modern texts, in simplified forms, by frequency.
const COMMON_HAN_CHARS: &str = "的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身";

/// Estimates how often the code points of a letter are met, per million, and what finding them costs.
pub(crate) fn cost(forms: &LetterForms) -> u64 {
    let chars = || forms.whole.iter().chain(&forms.partial);
    let slow = if chars().any(char::is_ascii) || chars().count() > MAX_PACKED_CHARS {
        100_000
    } else {
        0
    };
    chars().map(|c| estimated_frequency(*c)).sum::<u64>() + slow
}

fn estimated_frequency(c: char) -> u64 {
    match c {
        ' ' => 100_000,
        'a'..='z' | '，' | '。' | '、' => 40_000,
        '!'..='~' => 5_000,
        'ぁ'..='ゖ' => 15_000,
        '\u{3001}'..='ヿ' | '\u{2010}'..='\u{2027}' => 4_000,
        '\u{4E00}'..='\u{9FFF}' => match COMMON_HAN_CHARS.chars().position(|common| common == c) {
            Some(rank) => 40_000 / (rank as u64 + 2) + 500,
            None => 100,
        },
        '\u{AC00}'..='\u{D7A3}' => 3_000,
        _ => 50,
    }
}
