//! Blanks between the words of a Korean text: whether two syllables that meet at a line end are of one word, by the blanks
//! elsewhere in the text.

use crate::text::script::is_hangul;
use std::collections::{HashMap, HashSet};

/// Syllables that mostly end a word: particles and endings.
const LAST_SYLLABLES: &str = "은는이가을를의에도로와과고서며면만한던된할인게";
/// Weight of the share of blanks of all syllables in that of one syllable.
const SYLLABLE_WEIGHT: f64 = 4.0;
/// Weight of the share of one syllable in that of two neighbouring ones of a word.
const PAIR_WEIGHT: f64 = 2.0;
/// Weight of the shares of both sides in that of the two syllables that meet.
const SEAM_WEIGHT: f64 = 2.0;
/// Weight of the word that both sides would form, if the text has it elsewhere, in logits.
const WHOLE_WORD_LOGITS: f64 = 2.5;
/// Weight of both sides being words that the text has elsewhere, in logits.
const TWO_WORDS_LOGITS: f64 = 1.5;
/// Greatest share of blanks, which keeps logits finite.
const MAX_SHARE: f64 = 0.97;

/// Counts of places with and without a blank.
#[derive(Clone, Copy, Debug, Default)]
struct BlankCount {
    blanks: u32,
    places: u32,
}

/// Blanks of a text by the syllables on either side.
#[derive(Debug, Default)]
pub(super) struct WordBlanks {
    all: BlankCount,
    after: HashMap<char, BlankCount>,
    after_two: HashMap<(char, char), BlankCount>,
    before: HashMap<char, BlankCount>,
    before_two: HashMap<(char, char), BlankCount>,
    between: HashMap<(char, char), BlankCount>,
    /// Words that stand whole on a line.
    words: HashSet<String>,
}

impl BlankCount {
    fn add(&mut self, is_blank: bool) {
        self.blanks += u32::from(is_blank);
        self.places += 1;
    }

    /// Returns the share of blanks, drawn to a known one as by `weight` more places.
    fn share(self, known: f64, weight: f64) -> f64 {
        (f64::from(self.blanks) + known * weight) / (f64::from(self.places) + weight)
    }
}

impl WordBlanks {
    /// Counts the blanks within a line.
    pub(super) fn learn(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for word in words.iter().skip(1).rev().skip(1) {
            self.words.insert(bare(word).to_owned());
        }
        let letters: Vec<(char, bool)> = words
            .iter()
            .flat_map(|word| word.chars().enumerate().map(|(at, c)| (c, at == 0)))
            .collect();
        for (at, pair) in letters.windows(2).enumerate() {
            let [(last, _), (first, is_blank)] = *pair else {
                continue;
            };
            if !is_hangul(last) || !is_hangul(first) {
                continue;
            }
            self.all.add(is_blank);
            self.after.entry(last).or_default().add(is_blank);
            self.before.entry(first).or_default().add(is_blank);
            self.between.entry((last, first)).or_default().add(is_blank);
            let is_within = |at: usize| letters.get(at).is_some_and(|(_, begins)| !begins);
            if let Some((earlier, _)) = at.checked_sub(1).and_then(|at| letters.get(at))
                && is_within(at)
            {
                self.after_two
                    .entry((*earlier, last))
                    .or_default()
                    .add(is_blank);
            }
            if let Some((later, _)) = letters.get(at + 2)
                && is_within(at + 2)
            {
                self.before_two
                    .entry((first, *later))
                    .or_default()
                    .add(is_blank);
            }
        }
    }

    /// Returns whether a blank probably stands between the end of one line and the start of the next.
    pub(super) fn are_two_words(&self, line: &str, next: &str) -> bool {
        let (Some(tail), Some(head)) = (
            line.split_whitespace().last(),
            next.split_whitespace().next(),
        ) else {
            return false;
        };
        let mut before = tail.chars().rev();
        let mut behind = head.chars();
        let (Some(last), Some(first)) = (before.next(), behind.next()) else {
            return false;
        };
        if !is_hangul(last) || !is_hangul(first) {
            return false;
        }
        let all = self.all.share(0.3, 20.0);
        let ends = Self::share_at(
            self.after.get(&last),
            before.next().and_then(|c| self.after_two.get(&(c, last))),
            end_share(last, all),
        );
        let begins = Self::share_at(
            self.before.get(&first),
            behind.next().and_then(|c| self.before_two.get(&(first, c))),
            all,
        );
        let both = share_of(logit(ends) + logit(begins) - logit(all));
        let between = self
            .between
            .get(&(last, first))
            .copied()
            .unwrap_or_default();
        let mut logits = logit(between.share(both, SEAM_WEIGHT));
        let (tail, head) = (bare(tail), bare(head));
        if self.words.contains(&[tail, head].concat()) {
            logits -= WHOLE_WORD_LOGITS;
        }
        if self.words.contains(tail) && self.words.contains(head) {
            logits += TWO_WORDS_LOGITS;
        }
        logits > 0.0
    }

    /// Returns the share of blanks at a syllable, and at it with its neighbour in the word.
    fn share_at(one: Option<&BlankCount>, two: Option<&BlankCount>, known: f64) -> f64 {
        let one = one
            .copied()
            .unwrap_or_default()
            .share(known, SYLLABLE_WEIGHT);
        two.copied().unwrap_or_default().share(one, PAIR_WEIGHT)
    }
}

/// Returns the share of blanks after a syllable of which the text says nothing.
fn end_share(last: char, all: f64) -> f64 {
    if LAST_SYLLABLES.contains(last) {
        0.7
    } else {
        all * 0.8
    }
}

/// Returns a word without marks at its ends.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn logit(share: f64) -> f64 {
    let share = share.clamp(1.0 - MAX_SHARE, MAX_SHARE);
    (share / (1.0 - share)).ln()
}

fn share_of(logits: f64) -> f64 {
    1.0 / (1.0 + (-logits).exp())
}
