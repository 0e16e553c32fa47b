//! Features of a candidate for the learnt weights: each has a few values, and each value a weight.

use super::candidate::Candidate;
use crate::doc::explanation::EvidenceKind;
use crate::outline::numbering::{NumberStyle, Separator};

/// Declares the features with their number of values.
macro_rules! features {
    ($($name:ident $size:literal,)*) => {
        /// Feature of a candidate.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Feature { $($name),* }

        /// Names of the features in the order of their weights.
        pub(crate) const FEATURE_NAMES: &[&str] = &[$(stringify!($name)),*];
        /// Numbers of values of the features.
        pub(crate) const FEATURE_SIZES: &[usize] = &[$($size),*];
    };
}

features! {
    Earlier 6, EarlierKind 12, End 9, Commas 4, Stops 3, Colon 2,
    Sentence 5, Script 10, Opening 8, Quoted 2, Address 2, Code 2,
    Date 3, Columns 8, Digits 4, BlankBefore 15, GapBefore 13,
    GapAfter 13, GapBoth 10, IndentToBody 20, Centred 2, IndentShare 14,
    Before 28, After 28, IndentBefore 7, IndentAfter 7,
    LengthBefore 7, LengthAfter 7, Run 16, Place 5,
    Repeats 5, Listed 3, Signature 9, SignatureIndent 9,
    SignatureBlanks 9, SignatureCount 7, SignatureRate 8, Prose 6,
    Lines 6, Leader 2, PageStart 2, Length 16, Bullet 3,
    Keyword 4, Caption 2, Admonition 2, Style 30, Form 4, Value 8,
    Sep 6, SeriesCount 7, SeriesFirst 8, SeriesGaps 5, SeriesAdjacent 7,
    SeriesDistance 9, SeriesIndent 4, SeriesSentences 6, SeriesSemicolons 6,
    SeriesLeads 6, SeriesLeadCommas 6, SeriesCommas 6, SeriesLong 6, SeriesBlank 6, SeriesBody 6,
    SeriesIntro 5, SeriesKin 25, SeriesInner 5, ParentPath 3,
}

/// Returns the number of features that the weights of a candidate have: the number and its series belong only to numbered
/// ones.
pub(crate) fn feature_count(numbered: bool) -> usize {
    if numbered {
        FEATURE_COUNT
    } else {
        Feature::Form as usize
    }
}

/// Returns the kind of evidence of the feature at `index`; `None` if it says that the candidate lacks something.
pub(crate) fn evidence_kind(index: usize, value: u8, numbered: bool) -> Option<EvidenceKind> {
    let is_single = index == Feature::Repeats as usize && value == 1;
    let is_unlisted = index == Feature::Listed as usize && value == 0;
    match kind_of_feature(index) {
        EvidenceKind::Recurrence if is_single || is_unlisted => None,
        EvidenceKind::Number if !numbered => Some(EvidenceKind::Look),
        kind => Some(kind),
    }
}

fn kind_of_feature(index: usize) -> EvidenceKind {
    use EvidenceKind as K;
    use Feature as F;
    const KINDS: [(Feature, EvidenceKind); 13] = [
        (F::Earlier, K::Look),
        (F::End, K::Wording),
        (F::BlankBefore, K::Place),
        (F::Before, K::Neighbours),
        (F::Run, K::Company),
        (F::Place, K::Place),
        (F::Repeats, K::Recurrence),
        (F::Signature, K::Company),
        (F::Prose, K::Look),
        (F::PageStart, K::Place),
        (F::Length, K::Length),
        (F::Bullet, K::Wording),
        (F::Style, K::Number),
    ];
    if index >= F::SeriesCount as usize {
        return K::Series;
    }
    let first = KINDS.iter().rfind(|(first, _)| *first as usize <= index);
    first.map_or(K::Look, |(_, kind)| *kind)
}

/// Number of features.
pub(crate) const FEATURE_COUNT: usize = FEATURE_NAMES.len();

/// Values of the features of one candidate.
#[derive(Clone, Debug)]
pub(crate) struct FeatureRow(pub(crate) [u8; FEATURE_COUNT]);

impl Default for FeatureRow {
    fn default() -> Self {
        Self([0; FEATURE_COUNT])
    }
}

impl FeatureRow {
    pub(crate) fn get(&self, feature: Feature) -> u8 {
        self.0.get(feature as usize).copied().unwrap_or(0)
    }

    pub(crate) fn set(&mut self, feature: Feature, value: usize) {
        let index = feature as usize;
        let most = FEATURE_SIZES.get(index).map_or(0, |size| size - 1);
        if let Some(slot) = self.0.get_mut(index) {
            *slot = value.min(most) as u8;
        }
    }
}

/// Returns whether the number of a candidate, and not its look, is its main evidence.
pub(crate) fn is_numbered(candidate: &Candidate) -> bool {
    super::chain::is_numbered(candidate) && candidate.style() != NumberStyle::Circle
}

/// Returns the value of [`Feature::Style`].
pub(crate) fn style_value(style: NumberStyle) -> usize {
    match style {
        NumberStyle::Unit('条') => 1,
        NumberStyle::Unit(_) | NumberStyle::UnitFirst(_) | NumberStyle::UpperLower(_) => 2,
        NumberStyle::UnitBare(_) => 3,
        NumberStyle::English(_) | NumberStyle::EnglishJoined(_) => 4,
        NumberStyle::OtherUnit(_) => 5,
        NumberStyle::TrailingOrdinal => 6,
        NumberStyle::TrailingSeries => 7,
        NumberStyle::Han(Separator::Comma) => 8,
        NumberStyle::Han(Separator::Dot | Separator::Colon) => 9,
        NumberStyle::Han(_) | NumberStyle::Stem => 10,
        NumberStyle::HanParen | NumberStyle::StemParen => 11,
        NumberStyle::Digit(Separator::Dot) => 12,
        NumberStyle::Digit(Separator::Comma) => 13,
        NumberStyle::Digit(Separator::Blank) => 14,
        NumberStyle::Digit(Separator::NoTitle) => 15,
        NumberStyle::Digit(_) => 16,
        NumberStyle::Decimal(2) => 17,
        NumberStyle::Decimal(_) => 18,
        NumberStyle::DigitParen => 19,
        NumberStyle::DigitHalfParen => 20,
        NumberStyle::Circle => 21,
        NumberStyle::Letter => 22,
        NumberStyle::Syllable
        | NumberStyle::SyllableHalfParen
        | NumberStyle::Kana
        | NumberStyle::KanaParen => 23,
        NumberStyle::Roman => 24,
        NumberStyle::Sequel => 25,
        NumberStyle::Label(_) | NumberStyle::CountedWords(_) => 26,
        NumberStyle::Boxed => 27,
        NumberStyle::Keyword => 28,
        NumberStyle::Marked(_)
        | NumberStyle::Underlined(_)
        | NumberStyle::Tagged(_)
        | NumberStyle::RuleTitle(_) => 29,
        NumberStyle::OuterUnnumbered | NumberStyle::Tier(_) | NumberStyle::Unnumbered => 0,
    }
}
