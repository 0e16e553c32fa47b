//! Learnt weights of the outline in hundredths, one row per feature and one place per value.
//! `examples/train_outline` makes this file from plain texts with known outlines; do not edit it.
//!
//! Mean F1 of the lines (train: by cross-validation over the sources):
//!
//! - dev: 0.934 in 111 texts
//! - dev book: 0.871 in 22 texts
//! - dev help: 0.956 in 24 texts
//! - dev lecture: 0.903 in 4 texts
//! - dev letter: 0.970 in 8 texts
//! - dev none: 0.947 in 19 texts
//! - dev novel: 0.946 in 34 texts
//! - train: 0.910 in 478 texts
//! - train book: 0.844 in 65 texts
//! - train essay: 0.976 in 20 texts
//! - train help: 0.967 in 7 texts
//! - train law: 0.965 in 30 texts
//! - train lecture: 0.827 in 20 texts
//! - train letter: 0.977 in 12 texts
//! - train man: 0.901 in 33 texts
//! - train manual: 0.946 in 111 texts
//! - train none: 0.900 in 80 texts
//! - train novel: 0.882 in 73 texts
//! - train report: 0.948 in 27 texts

/// Weights of candidates without a number.
#[rustfmt::skip]
pub(crate) const UNNUMBERED: &[i16] = &[
    -68, -10, -86, 57, 0, -1, // Earlier
    -25, -43, 0, -10, 0, 0, -12, -74, 0, 19, 38, 0, // EarlierKind
    0, 119, -66, 9, 0, 0, -145, 99, -124, // End
    87, -63, -84, -48, // Commas
    29, -58, -79, // Stops
    -52, -55, // Colon
    -24, -70, 64, -24, -54, // Sentence
    -44, 60, 33, 89, -128, -178, 30, 31, 0, 0, // Script
    14, 23, -50, 22, 133, -161, -89, 0, // Opening
    103, -210, // Quoted
    107, -214, // Address
    80, -187, // Code
    -1, -7, -100, // Date
    141, 88, 84, -7, -89, -126, -56, -142, // Columns
    9, 34, -36, -114, // Digits
    123, -15, -188, -121, 9, -10, 69, 17, -111, -83, 0, -25, 101, 79, 47, // BlankBefore
    11, -58, -104, 0, -78, -70, -2, 58, -177, 0, 145, 167, 1, // GapBefore
    0, -3, -66, 0, 1, 21, -3, 1, -34, 0, -19, -7, 0, // GapAfter
    -29, -81, 2, -39, 22, -75, 1, 39, 42, 11, // GapBoth
    112, 241, -3, -2, -4, -8, -78, -77, -10, -12, -218, -102, -78, -79, -58, -60, 39, 123, 53, 114, // IndentToBody
    -114, 7, // Centred
    -46, 78, 46, 72, -31, -12, -50, -94, -39, 42, -32, 84, -116, -9, // IndentShare
    -31, 41, -29, 7, -57, 44, 39, 86, 15, 1, 2, 24, -75, -45, -52, -33, 19, -41, 42, -51, -59, 82, 1, -4, 0, -23, -8, -2, // Before
    0, 0, 234, -3, -59, -57, -42, 17, 15, 5, -21, -20, -80, 9, -46, -50, 22, 24, -25, -81, 13, 78, -1, -15, 11, 30, -91, 26, // After
    11, -114, -24, -40, 22, -8, 46, // IndentBefore
    0, -64, -51, -90, -26, 85, 38, // IndentAfter
    11, -69, -54, -36, -22, -5, 67, // LengthBefore
    0, -115, -58, -68, -17, 34, 116, // LengthAfter
    43, 50, -31, -65, 26, -15, -16, 4, -4, -11, 3, -40, 6, 12, -35, -34, // Run
    11, -84, -9, -9, -17, // Place
    51, 63, 11, -54, -178, // Repeats
    -158, 51, 0, // Listed
    -44, -93, -67, -21, -67, 36, 40, 47, 61, // Signature
    -59, -80, -22, 21, -11, 2, -45, 52, 35, // SignatureIndent
    -65, 31, 29, -6, 6, -39, -6, 3, -60, // SignatureBlanks
    -80, -36, -38, -17, -8, 31, 40, // SignatureCount
    32, -34, -43, -27, -4, 39, 42, -111, // SignatureRate
    -145, 28, 20, 18, -7, -23, // Prose
    12, -19, 15, -13, -20, -82, // Lines
    -201, 94, // Leader
    53, -160, // PageStart
    0, 83, 44, 20, 12, 6, 72, -1, 31, 21, -24, -41, -65, -42, -106, -119, // Length
    -58, -17, -32, // Bullet
    -133, 26, 0, 0, // Keyword
    30, -137, // Caption
    89, -197, // Admonition
    49, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -87, 0, 0, 0, 0, 0, -95, 26, 0, // Style
    -108, // Bias
];

/// Weights of numbered candidates.
#[rustfmt::skip]
pub(crate) const NUMBERED: &[i16] = &[
    0, 0, -40, 11, -25, 26, // Earlier
    0, 0, 0, 0, 0, 0, -20, -25, 5, 49, 21, -58, // EarlierKind
    0, 57, -134, 25, 0, 0, -15, 40, -2, // End
    50, -4, -39, -36, // Commas
    25, -23, -31, // Stops
    -45, 16, // Colon
    14, -46, 9, 0, -5, // Sentence
    4, 50, -1, 0, -1, -2, -30, -59, -13, 24, // Script
    -8, 0, -10, 0, 0, -11, 0, 0, // Opening
    -11, -18, // Quoted
    19, -47, // Address
    -28, -1, // Code
    81, -109, 0, // Date
    15, 5, 26, -25, 17, 2, 2, -69, // Columns
    105, -33, -10, -90, // Digits
    53, -6, -12, -45, -42, 26, 56, -9, -35, -25, 2, -19, 5, -8, 30, // BlankBefore
    19, 5, -73, 0, 14, -2, 0, -4, 9, 0, -9, 13, 0, // GapBefore
    -9, -40, -31, 0, 19, 39, 0, 2, 0, 0, -17, 8, 0, // GapAfter
    -26, -33, -7, -20, 29, -10, 11, 7, 11, 9, // GapBoth
    0, 0, 0, 16, 13, 32, -31, -27, -1, -1, 11, 14, -32, -30, -6, -5, 2, 18, -7, 6, // IndentToBody
    -42, 14, // Centred
    -65, 40, 0, -2, 3, -20, 30, -18, 26, 8, -37, 6, -11, 13, // IndentShare
    17, 2, -3, 14, -31, -25, 49, 45, 3, 3, -41, -50, -1, 0, -43, 19, -8, -16, -3, -3, -9, 23, 0, 0, 14, 6, 3, 5, // Before
    -9, 0, 53, 0, -26, 16, -22, 4, 13, -6, -23, -3, -18, 1, -24, -16, 16, 29, -73, 27, 11, 1, 0, 0, 23, 2, 0, -4, // After
    19, -12, 3, -28, 9, -28, 9, // IndentBefore
    -9, -13, 17, 14, 26, -72, 9, // IndentAfter
    19, -37, -24, -14, -30, 6, 52, // LengthBefore
    -9, -41, -35, -14, -1, 17, 54, // LengthAfter
    30, 3, -12, -20, 23, 1, 5, 36, -14, -1, 0, -6, -13, -8, -12, -41, // Run
    19, -15, 21, 3, -56, // Place
    -6, 25, -39, -14, 6, // Repeats
    -23, -6, 0, // Listed
    -21, -8, -10, -13, -29, 33, 1, 9, 9, // Signature
    -52, -35, -24, 51, 48, 6, -18, -7, 3, // SignatureIndent
    0, -23, -18, 4, 3, 12, 5, 31, -41, // SignatureBlanks
    -13, -3, 11, 16, 0, -20, -19, // SignatureCount
    6, -34, -39, -20, 53, 27, 23, -44, // SignatureRate
    -71, 5, 33, -3, -12, 19, // Prose
    28, -6, 10, 2, 2, -66, // Lines
    -28, -1, // Leader
    -21, -7, // PageStart
    -42, -1, -2, 6, 9, 19, 1, 48, 25, 12, -12, 33, 7, -35, -56, -40, // Length
    -18, -11, 0, // Bullet
    -29, 0, 0, 0, // Keyword
    -29, 0, // Caption
    -29, 0, // Admonition
    0, -163, -28, 50, 25, -31, -5, -47, 147, 0, 147, 126, 7, -65, -100, 27, -14, 61, 61, -135, -80, 0, -2, -8, 0, 0, 0, 0, 0, 0, // Style
    10, -7, -32, 0, // Form
    0, 10, -3, -6, 45, 16, -55, -36, // Value
    8, -3, 33, 16, -38, -44, // Sep
    -22, -27, -12, 23, 4, 20, -15, // SeriesCount
    -3, -19, -20, -8, -12, 1, 0, 33, // SeriesFirst
    -22, 13, -1, -19, 0, // SeriesGaps
    -22, 98, -17, -42, 44, -10, -79, // SeriesAdjacent
    -22, -48, -70, -94, -20, 15, 112, 50, 48, // SeriesDistance
    -22, -35, 6, 23, // SeriesIndent
    75, 8, -41, -25, -4, -41, // SeriesSentences
    34, -35, 18, -23, -31, 7, // SeriesSemicolons
    20, -62, -96, -12, 74, 47, // SeriesLeads
    -8, -8, -33, 22, 0, -1, // SeriesLeadCommas
    106, -53, -45, -22, -3, -12, // SeriesCommas
    72, 0, 18, -10, -12, -96, // SeriesLong
    -39, -23, -72, 8, 20, 78, // SeriesBlank
    -28, -31, -45, -32, 19, 88, // SeriesBody
    -7, -37, 28, -13, 0, // SeriesIntro
    49, 29, 8, 1, 43, 6, 17, 3, -36, 5, -12, -12, -7, 24, 0, -5, -26, -13, -11, -2, -7, -1, -68, -12, 0, // SeriesKin
    -22, -76, 4, 26, 39, // SeriesInner
    -150, 38, 84, // ParentPath
    -29, // Bias
];
