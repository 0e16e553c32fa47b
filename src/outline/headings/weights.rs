//! Learnt weights of the outline in hundredths, one row per feature and one place per value.
//! `examples/train_outline` makes this file from plain texts with known outlines; do not edit it.
//!
//! Mean F1 of the lines (train: by cross-validation over the sources):
//!
//! - dev: 0.935 in 111 texts
//! - dev book: 0.871 in 22 texts
//! - dev help: 0.957 in 24 texts
//! - dev lecture: 0.922 in 4 texts
//! - dev letter: 0.970 in 8 texts
//! - dev none: 0.947 in 19 texts
//! - dev novel: 0.946 in 34 texts
//! - train: 0.909 in 478 texts
//! - train book: 0.843 in 65 texts
//! - train essay: 0.975 in 20 texts
//! - train help: 0.976 in 7 texts
//! - train law: 0.964 in 30 texts
//! - train lecture: 0.828 in 20 texts
//! - train letter: 0.977 in 12 texts
//! - train man: 0.903 in 33 texts
//! - train manual: 0.948 in 111 texts
//! - train none: 0.887 in 80 texts
//! - train novel: 0.882 in 73 texts
//! - train report: 0.950 in 27 texts

/// Weights of candidates without a number.
#[rustfmt::skip]
pub(crate) const UNNUMBERED: &[i16] = &[
    -65, -12, -86, 57, 0, -1, // Earlier
    -24, -41, 0, -10, -2, 0, -12, -74, 0, 17, 39, 0, // EarlierKind
    0, 119, -66, 9, 0, 0, -145, 99, -124, // End
    87, -63, -84, -48, // Commas
    30, -59, -79, // Stops
    -49, -59, // Colon
    -25, -69, 63, -24, -53, // Sentence
    -40, 64, 30, 87, -129, -178, 30, 29, 0, 0, // Script
    16, 19, -51, 22, 133, -160, -87, 0, // Opening
    103, -211, // Quoted
    105, -213, // Address
    79, -187, // Code
    -1, -7, -100, // Date
    141, 90, 84, -6, -89, -127, -56, -144, // Columns
    10, 33, -36, -115, // Digits
    121, -15, -186, -122, 9, -10, 71, 15, -111, -82, 0, -24, 101, 79, 47, // BlankBefore
    11, -58, -104, 0, -77, -71, -2, 58, -178, 0, 145, 166, 1, // GapBefore
    0, -3, -66, 0, 1, 22, -3, 1, -34, 0, -19, -7, 0, // GapAfter
    -29, -81, 2, -39, 22, -75, 1, 40, 40, 11, // GapBoth
    114, 243, -3, -5, -2, -7, -78, -78, -10, -12, -217, -102, -79, -80, -58, -60, 39, 123, 52, 113, // IndentToBody
    -115, 7, // Centred
    -46, 76, 45, 70, -32, -17, -48, -92, -43, 45, -31, 85, -114, -7, // IndentShare
    -31, 42, -28, 7, -58, 43, 41, 85, 15, 1, 2, 23, -75, -44, -52, -32, 19, -42, 41, -51, -59, 81, 1, -4, 0, -21, -9, -3, // Before
    0, 0, 231, -2, -59, -60, -42, 15, 15, 4, -20, -21, -80, 7, -47, -52, 27, 30, -25, -77, 14, 77, -1, -15, 9, 29, -92, 26, // After
    11, -113, -22, -42, 21, -7, 45, // IndentBefore
    0, -63, -49, -90, -25, 84, 35, // IndentAfter
    11, -69, -54, -36, -22, -5, 68, // LengthBefore
    0, -115, -56, -68, -17, 33, 116, // LengthAfter
    40, 50, -32, -66, 25, -15, -16, 5, -4, -11, 8, -39, 6, 12, -35, -34, // Run
    11, -84, -9, -9, -17, // Place
    50, 63, 10, -55, -177, // Repeats
    -158, 50, 0, // Listed
    -44, -92, -66, -20, -66, 37, 40, 46, 56, // Signature
    -60, -79, -23, 21, -11, 3, -48, 54, 37, // SignatureIndent
    -66, 31, 29, -7, 5, -40, -6, 3, -56, // SignatureBlanks
    -80, -35, -39, -17, -8, 31, 40, // SignatureCount
    30, -35, -40, -28, -4, 39, 42, -112, // SignatureRate
    -145, 27, 19, 18, -7, -21, // Prose
    12, -19, 14, -13, -19, -82, // Lines
    -200, 92, // Leader
    51, -159, // PageStart
    0, 82, 46, 20, 12, 5, 72, -1, 32, 21, -22, -40, -65, -42, -107, -121, // Length
    -58, -18, -32, // Bullet
    -133, 25, 0, 0, // Keyword
    29, -137, // Caption
    90, -198, // Admonition
    48, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -87, 0, 0, 0, 0, 0, -94, 25, 0, // Style
    -108, // Bias
];

/// Weights of numbered candidates.
#[rustfmt::skip]
pub(crate) const NUMBERED: &[i16] = &[
    0, 0, -39, 14, -24, 21, // Earlier
    0, 0, 0, 0, 0, 0, -19, -25, 5, 53, 22, -64, // EarlierKind
    0, 60, -132, 25, 0, 0, -15, 37, -2, // End
    53, -2, -42, -37, // Commas
    27, -24, -31, // Stops
    -44, 16, // Colon
    15, -45, 7, -1, -3, // Sentence
    -3, 53, -1, 0, -1, -2, -24, -60, -14, 25, // Script
    -7, 0, -11, 0, 0, -10, 0, 0, // Opening
    -9, -19, // Quoted
    20, -48, // Address
    -28, 0, // Code
    80, -107, 0, // Date
    11, 1, 24, -24, 25, -2, 4, -68, // Columns
    103, -29, -10, -92, // Digits
    51, -5, -10, -41, -45, 26, 54, -6, -39, -26, 1, -22, 15, -9, 28, // BlankBefore
    18, 2, -68, -1, 12, -4, 0, 4, 8, 0, -10, 11, 0, // GapBefore
    -7, -39, -35, -1, 17, 39, 0, 2, 4, 0, -17, 7, 0, // GapAfter
    -27, -35, -4, -22, 28, -13, 10, 11, 14, 11, // GapBoth
    -1, 0, -1, 10, 6, 29, -29, -31, -2, -1, 17, 27, -20, -34, -7, -5, 2, 17, -8, 3, // IndentToBody
    -40, 13, // Centred
    -64, 42, 0, -3, -1, -23, 29, -6, 29, 3, -38, 6, -9, 9, // IndentShare
    17, 1, -2, 13, -20, -18, 44, 41, 3, 3, -41, -49, -1, 0, -45, 21, -9, -16, -5, -4, -6, 21, 0, 0, 13, 6, 3, 5, // Before
    -7, 0, 57, 0, -20, 22, -20, 7, 13, -6, -24, -3, -16, 0, -29, -19, 15, 30, -79, 25, 7, 1, 0, 0, 22, 1, 0, -4, // After
    18, -11, 12, -27, 5, -29, 4, // IndentBefore
    -7, -11, 12, 14, 30, -76, 11, // IndentAfter
    18, -34, -25, -17, -33, 8, 56, // LengthBefore
    -7, -42, -34, -11, 7, 12, 49, // LengthAfter
    29, 1, -6, -17, 21, 1, 4, 34, -17, -3, -3, -7, -2, -9, -13, -41, // Run
    18, -16, 20, 3, -53, // Place
    -9, 23, -38, -7, 5, // Repeats
    -18, -9, 0, // Listed
    -22, -8, -6, -14, -25, 32, 1, 3, 12, // Signature
    -54, -37, -23, 49, 46, 10, -20, -2, 3, // SignatureIndent
    0, -23, -21, 4, 5, 11, 5, 29, -37, // SignatureBlanks
    -11, -5, 13, 13, -1, -19, -18, // SignatureCount
    8, -35, -39, -18, 51, 26, 22, -43, // SignatureRate
    -74, 3, 34, -2, -7, 18, // Prose
    32, -4, 10, 1, 0, -67, // Lines
    -65, 37, // Leader
    -21, -7, // PageStart
    -42, -1, -2, 1, 7, 17, -3, 46, 26, 12, -6, 31, 6, -30, -51, -39, // Length
    -17, -10, 0, // Bullet
    -28, 0, 0, 0, // Keyword
    -28, 0, // Caption
    -28, 0, // Admonition
    0, -157, -18, 48, 24, -24, -5, -48, 147, 0, 147, 126, 3, -65, -108, 26, -13, 56, 62, -136, -82, 0, -2, -9, 0, 0, 1, 0, 0, 0, // Style
    7, -4, -31, 0, // Form
    0, 9, -4, -6, 47, 16, -49, -39, // Value
    6, -7, 27, 26, -38, -42, // Sep
    -22, -27, -14, 27, 6, 18, -16, // SeriesCount
    -5, -17, -21, -7, -13, 0, 4, 31, // SeriesFirst
    -22, 12, -1, -16, 0, // SeriesGaps
    -22, 98, -17, -44, 42, -12, -72, // SeriesAdjacent
    -22, -45, -73, -95, -23, 18, 116, 50, 46, // SeriesDistance
    -22, -32, 4, 22, // SeriesIndent
    74, 9, -41, -25, -4, -40, // SeriesSentences
    37, -38, 18, -21, -31, 7, // SeriesSemicolons
    27, -67, -97, -11, 74, 46, // SeriesLeads
    -8, -8, -33, 21, 0, -1, // SeriesLeadCommas
    112, -57, -48, -19, -5, -12, // SeriesCommas
    67, -4, 15, -13, -14, -79, // SeriesLong
    -40, -25, -73, 6, 21, 83, // SeriesBlank
    -29, -26, -44, -32, 22, 80, // SeriesBody
    -9, -36, 33, -16, 0, // SeriesIntro
    43, 32, 15, 0, 42, 4, 18, 4, -37, 4, -11, -13, -10, 21, 0, -6, -27, -6, -12, -3, -7, -1, -67, -12, 0, // SeriesKin
    -22, -72, 4, 24, 39, // SeriesInner
    -145, 32, 86, // ParentPath
    -28, // Bias
];
