//! Readings of Han characters in pinyin without tones, and the sets of their initials.

use super::PinyinLetter;
use crate::text::script::is_han;
use crate::text::variant::{VariantScope, lexemes};
use pinyin::{Pinyin, PinyinMulti, ToPinyinMulti as _};
use std::sync::atomic::{AtomicU32, Ordering};

/// Set of all initials.
pub(super) const ANY_INITIAL: u32 = u32::MAX;
/// Characters of a text that count when it is sorted.
const MAX_SORTED_CHARS: usize = 24;

/// Number of the characters of U+4E00–9FFF.
pub(super) const HAN_COUNT: usize = 0xA000 - 0x4E00;
/// Bit of a set of initials that was asked for; there are 26 letters.
const KNOWN_BIT: u32 = 1 << 31;

/// Sets of initials of U+4E00–9FFF, as far as they were asked for.
static HAN_INITIALS: [AtomicU32; HAN_COUNT] = [const { AtomicU32::new(0) }; HAN_COUNT];

/// Returns the bit of an initial in sets of such; none for what no reading begins with.
pub(super) const fn initial_bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        _ => 0,
    }
}

fn initials_of(c: char) -> u32 {
    let firsts = readings(c).filter_map(|reading| letters(reading, 'v').next());
    firsts.fold(0, |set, first| set | initial_bit(first))
}

/// Returns the place of a character in tables of U+4E00–9FFF; beyond their end for others.
pub(super) const fn han_index(c: char) -> usize {
    (c as usize).wrapping_sub(0x4E00)
}

/// Returns the set of initials of the readings of a character.
pub(super) fn initials(c: char) -> u32 {
    match c {
        '\u{4E00}'..='\u{9FFF}' => {
            let entry = HAN_INITIALS.get(han_index(c));
            let known = entry.map_or(0, |entry| entry.load(Ordering::Relaxed));
            if known & KNOWN_BIT != 0 {
                return known & !KNOWN_BIT;
            }
            let initials = initials_of(c);
            if let Some(entry) = entry {
                entry.store(initials | KNOWN_BIT, Ordering::Relaxed);
            }
            initials
        }
        _ if is_han(c) => ANY_INITIAL,
        _ => 0,
    }
}

/// Returns the readings of a character; one without any takes those of its forms.
fn readings(c: char) -> impl Iterator<Item = &'static str> {
    let own = c.to_pinyin_multi();
    let others: Vec<PinyinMulti> = match own {
        Some(_) => Vec::new(),
        None => lexemes(c, VariantScope::Japanese)
            .flatten()
            .filter_map(|form| form.to_pinyin_multi())
            .collect(),
    };
    own.into_iter().chain(others).flatten().map(Pinyin::plain)
}

/// Returns a key by which texts are sorted: Han by the first reading of each character, other letters in lower case.
pub fn sort_key(text: &str) -> String {
    let mut key = String::new();
    for c in text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(MAX_SORTED_CHARS)
    {
        match readings(c).next() {
            // A blank after each syllable keeps shorter ones first.
            Some(reading) => key.extend(letters(reading, 'v').chain([' '])),
            None => key.extend(c.to_lowercase()),
        }
    }
    key
}

/// Returns the letters of a syllable as they are typed, with `umlaut` for ü.
fn letters(syllable: &str, umlaut: char) -> impl Iterator<Item = char> {
    syllable.chars().map(move |c| match c {
        'ü' => umlaut,
        'ê' => 'e',
        c => c,
    })
}

/// Hands out how many letters of a query a character may be: its syllable or an initial, or all that is left of the
/// query if the syllable begins with it.
pub(super) fn push_endings(c: char, query: &[PinyinLetter], mut push: impl FnMut(usize)) {
    for syllable in readings(c) {
        // ü is typed as v and, as many do, as u.
        push_endings_of(syllable, 'v', query, &mut push);
        if syllable.contains('ü') {
            push_endings_of(syllable, 'u', query, &mut push);
        }
    }
}

/// Hands out how many letters of a query a syllable may be, with `umlaut` for ü.
fn push_endings_of(
    syllable: &str,
    umlaut: char,
    query: &[PinyinLetter],
    push: &mut impl FnMut(usize),
) {
    let typed = query.iter().map(|letter| letter.c);
    let same = letters(syllable, umlaut)
        .zip(typed)
        .take_while(|(a, b)| a == b)
        .count();
    if same == 0 {
        return;
    }
    push(1);
    if same == query.len() || same == syllable.chars().count() {
        push(same);
    }
    let has_long_initial = matches!(syllable.as_bytes(), [b'z' | b'c' | b's', b'h', ..]);
    if same > 1 && has_long_initial {
        push(2);
    }
}
