//! Particles behind Korean words: 학교는, 학교에서.

use std::ops::RangeInclusive;

/// Least number of syllables that a word keeps without its particle: of one alone the particle is often a part (나이, 이가).
const MIN_WORD_SYLLABLE_COUNT: usize = 2;
/// Syllables of the block of Hangul: for each consonant and vowel one with each final consonant.
const SYLLABLES: RangeInclusive<char> = '가'..='힣';
/// Final consonants, with none as the first.
const FINAL_COUNT: u32 = 28;
/// Number of the final consonant ㄹ.
const FINAL_RIEUL_INDEX: u32 = 8;

/// Syllable before a particle.
#[derive(Clone, Copy)]
enum Before {
    /// With a final consonant.
    Closed,
    /// Without one.
    Open,
    /// Without one, or with ㄹ.
    OpenOrRieul,
    /// With a final consonant other than ㄹ.
    ClosedNotRieul,
    Any,
}

/// Particles with the syllables that they follow, longer ones before those that they end with.
const PARTICLES: [(&str, Before); 42] = [
    ("에게서는", Before::Any),
    ("으로서는", Before::ClosedNotRieul),
    ("에서는", Before::Any),
    ("에서도", Before::Any),
    ("에게서", Before::Any),
    ("으로서", Before::ClosedNotRieul),
    ("으로써", Before::ClosedNotRieul),
    ("으로는", Before::ClosedNotRieul),
    ("까지는", Before::Any),
    ("부터는", Before::Any),
    ("이라는", Before::Closed),
    ("로서", Before::OpenOrRieul),
    ("로써", Before::OpenOrRieul),
    ("로는", Before::OpenOrRieul),
    ("라는", Before::Open),
    ("에서", Before::Any),
    ("에게", Before::Any),
    ("에는", Before::Any),
    ("에도", Before::Any),
    ("으로", Before::ClosedNotRieul),
    ("까지", Before::Any),
    ("부터", Before::Any),
    ("처럼", Before::Any),
    ("보다", Before::Any),
    ("마다", Before::Any),
    ("조차", Before::Any),
    ("마저", Before::Any),
    ("한테", Before::Any),
    ("께서", Before::Any),
    ("은", Before::Closed),
    ("는", Before::Open),
    ("이", Before::Closed),
    ("가", Before::Open),
    ("을", Before::Closed),
    ("를", Before::Open),
    ("과", Before::Closed),
    ("와", Before::Open),
    ("로", Before::OpenOrRieul),
    ("의", Before::Any),
    ("에", Before::Any),
    ("도", Before::Any),
    ("만", Before::Any),
];

/// Returns a word without the particle behind it. Words that may end so by themselves keep at least two syllables, by which
/// they are still found.
pub fn without_particle(word: &str) -> &str {
    let stem = |(particle, before): &(&str, Before)| {
        let stem = word.strip_suffix(particle)?;
        let syllables = stem.chars().rev().map_while(final_consonant);
        let last = syllables.clone().next()?;
        let is_word = syllables.count() >= MIN_WORD_SYLLABLE_COUNT;
        let fits = match before {
            Before::Closed => last > 0,
            Before::Open => last == 0,
            Before::OpenOrRieul => last == 0 || last == FINAL_RIEUL_INDEX,
            Before::ClosedNotRieul => last > 0 && last != FINAL_RIEUL_INDEX,
            Before::Any => true,
        };
        (is_word && fits).then_some(stem)
    };
    PARTICLES.iter().find_map(stem).unwrap_or(word)
}

/// Returns the number of the final consonant of a syllable, 0 for none; `None` for another character.
fn final_consonant(c: char) -> Option<u32> {
    let first = u32::from(*SYLLABLES.start());
    SYLLABLES
        .contains(&c)
        .then(|| (u32::from(c) - first) % FINAL_COUNT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_particle_is_taken_off_where_its_word_may_have_it() {
        for (word, want) in [
            ("학교는", "학교"),
            ("학교에서는", "학교"),
            ("사람은", "사람"),
            ("사람이", "사람"),
            ("정부가", "정부"),
            ("국민을", "국민"),
            ("국가를", "국가"),
            ("서울로", "서울"),
            ("법률로써", "법률"),
            ("방법으로", "방법"),
            ("역사와", "역사"),
            ("대한민국의", "대한민국"),
            // Not after these syllables, and not of words that would be too short.
            ("사람는", "사람는"),
            ("나이", "나이"),
            ("책을", "책을"),
            ("학교", "학교"),
            ("은", "은"),
            ("", ""),
            ("統籌는", "統籌는"),
            ("word", "word"),
        ] {
            assert_eq!(without_particle(word), want, "{word}");
        }
    }
}
