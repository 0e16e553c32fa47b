//! Learnt weights of the outline in hundredths, one row per feature and one place per value.
//! `examples/train_outline` makes this file from plain texts with known outlines; do not edit it.
//!
//! Mean F1 of the lines (train: by cross-validation over the sources):
//!
//! - dev: 0.923 in 111 texts
//! - dev book: 0.871 in 22 texts
//! - dev help: 0.958 in 24 texts
//! - dev lecture: 0.892 in 4 texts
//! - dev letter: 0.960 in 8 texts
//! - dev none: 0.895 in 19 texts
//! - dev novel: 0.941 in 34 texts
//! - train: 0.909 in 478 texts
//! - train book: 0.840 in 65 texts
//! - train essay: 0.980 in 20 texts
//! - train help: 0.967 in 7 texts
//! - train law: 0.968 in 30 texts
//! - train lecture: 0.827 in 20 texts
//! - train letter: 0.972 in 12 texts
//! - train man: 0.910 in 33 texts
//! - train manual: 0.945 in 111 texts
//! - train none: 0.900 in 80 texts
//! - train novel: 0.873 in 73 texts
//! - train report: 0.948 in 27 texts

/// Weights of candidates without a number.
#[rustfmt::skip]
pub(crate) const UNNUMBERED: &[i16] = &[
    -61, -4, -99, 61, 0, 0, // Earlier
    -14, -46, 0, -3, -1, 0, -18, -81, 0, 19, 42, 0, // EarlierKind
    0, 89, -77, -30, 0, 0, -163, 78, 0, // End
    94, -66, -81, -49, // Commas
    38, -60, -80, // Stops
    -49, -54, // Colon
    -23, -67, 68, -26, -54, // Sentence
    -33, 58, 28, 92, -118, -186, 27, 30, 0, 0, // Script
    11, 17, -53, -46, 138, -169, // Opening
    112, -215, // Quoted
    105, -207, // Address
    81, -183, // Code
    -88, -15, // Date
    153, 88, 109, -9, -89, -130, -68, -156, // Columns
    14, 50, -44, -123, // Digits
    152, -6, -195, -125, 8, -16, 51, 17, -118, -93, 0, -17, 101, 79, 61, // BlankBefore
    8, -49, -107, 0, -91, -76, -3, 61, -167, 0, 141, 178, 1, // GapBefore
    -5, 4, -64, 1, 6, 25, -3, -1, -38, 0, -21, -6, 0, // GapAfter
    -31, -81, 2, -45, 27, -69, 4, 31, 55, 4, // GapBoth
    114, 238, -1, -5, -9, 0, -97, -82, -4, -10, -219, -93, -63, -69, -57, -50, 34, 120, 36, 113, // IndentToBody
    -118, 15, // Centred
    -50, 58, 33, 71, -37, -13, -50, -111, -20, 46, -14, 94, -102, -8, // IndentShare
    -12, 20, -25, 10, -44, 53, 34, 100, 19, -59, 4, 21, -93, -42, -44, -24, 10, -35, 39, -55, -32, 87, -1, -9, 4, -18, -27, 14, // Before
    -5, 0, 256, -3, -71, -70, -47, 20, 18, 0, -23, -17, -70, 6, -47, -46, 40, 17, -38, -74, 12, 87, -4, -21, 15, 35, -103, 27, // After
    8, -118, -28, -31, 23, -5, 49, // IndentBefore
    -5, -71, -54, -95, -27, 106, 42, // IndentAfter
    8, -65, -48, -31, -23, -6, 62, // LengthBefore
    -5, -107, -63, -70, -17, 36, 124, // LengthAfter
    43, 53, -4, -53, 9, -21, -12, 2, -8, -8, 7, -41, 4, 10, -42, -41, // Run
    8, -79, -7, -8, -17, // Place
    57, 71, 17, -64, -184, // Repeats
    -159, 57, 0, // Listed
    -52, -95, -64, -30, -58, 38, 47, 49, 62, // Signature
    -62, -83, -31, 20, -5, -1, -38, 57, 39, // SignatureIndent
    -65, 53, 43, -9, 6, -39, -18, -12, -62, // SignatureBlanks
    -79, -42, -51, -15, -6, 39, 51, // SignatureCount
    37, -38, -44, -31, -5, 28, 26, -77, // SignatureRate
    -153, 26, 17, 27, -3, -16, // Prose
    27, -12, 5, -15, -19, -88, // Lines
    -176, 74, // Leader
    50, -152, // PageStart
    0, 83, 53, 23, 26, 9, 80, 1, 31, 23, -20, -43, -62, -44, -126, -134, // Length
    -53, -16, -34, // Bullet
    -138, 35, 0, 0, // Keyword
    34, -136, // Caption
    100, -202, // Admonition
    45, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -99, 0, 0, 0, 0, 0, -84, 35, 0, // Style
    -103, // Bias
];

/// Weights of numbered candidates.
#[rustfmt::skip]
pub(crate) const NUMBERED: &[i16] = &[
    0, 0, -40, 10, -25, 25, // Earlier
    0, 0, 0, 0, 0, 0, -20, -26, 6, 51, 20, -61, // EarlierKind
    0, 59, -140, 30, 0, 0, -18, 39, 0, // End
    51, -6, -38, -36, // Commas
    22, -20, -31, // Stops
    -44, 15, // Colon
    15, -47, 7, 1, -5, // Sentence
    2, 54, -1, 0, -1, -2, -32, -60, -15, 26, // Script
    -8, 0, -8, 0, 0, -12, // Opening
    -11, -18, // Quoted
    18, -47, // Address
    -29, 0, // Code
    82, -111, // Date
    15, 4, 28, -32, 22, 3, 1, -70, // Columns
    103, -34, -9, -89, // Digits
    55, 4, -16, -44, -43, 22, 44, -14, -30, -20, 2, -19, 4, -6, 31, // BlankBefore
    17, 10, -73, 0, 11, -5, 0, -5, 10, 0, -9, 16, 0, // GapBefore
    -9, -38, -32, 0, 20, 37, 0, 1, 0, 0, -18, 10, 0, // GapAfter
    -24, -34, -8, -23, 27, -9, 12, 8, 14, 7, // GapBoth
    0, 0, 0, 20, 13, 29, -39, -23, -1, -1, 11, 10, -28, -28, -5, -4, 2, 19, -4, 1, // IndentToBody
    -39, 10, // Centred
    -65, 33, 0, 0, 4, -21, 24, -17, 27, 15, -31, 7, -9, 4, // IndentShare
    21, -4, -4, 13, -35, -25, 52, 40, 5, 3, -44, -49, -1, 0, -40, 20, -7, -14, -9, 0, -5, 20, 0, 0, 17, 7, 9, 4, // Before
    -9, 0, 56, 0, -27, 12, -24, 5, 13, -6, -24, -3, -11, 1, -24, -17, 14, 28, -74, 30, 9, 2, 0, 0, 21, 2, 0, -3, // After
    17, -9, 4, -32, 6, -23, 8, // IndentBefore
    -9, -13, 17, 7, 23, -65, 10, // IndentAfter
    17, -42, -25, -12, -29, 8, 55, // LengthBefore
    -9, -44, -33, -13, -2, 19, 53, // LengthAfter
    31, 6, -13, -20, 21, 1, -4, 35, -11, -5, -2, -4, -14, -7, -8, -36, // Run
    17, -17, 19, 3, -51, // Place
    -6, 20, -40, -11, 9, // Repeats
    -23, -6, 0, // Listed
    -18, -7, -15, -14, -31, 26, 4, 14, 11, // Signature
    -48, -31, -21, 44, 39, 6, -17, -4, 3, // SignatureIndent
    4, -25, -17, 4, -3, 12, 1, 30, -36, // SignatureBlanks
    -14, -1, 17, 15, 7, -28, -26, // SignatureCount
    -3, -33, -40, -22, 59, 31, 20, -42, // SignatureRate
    -70, 3, 33, -1, -15, 20, // Prose
    29, -8, 15, 1, 0, -67, // Lines
    -29, 0, // Leader
    -22, -7, // PageStart
    -43, -1, -1, 6, 9, 20, 3, 50, 24, 6, -10, 33, 8, -34, -60, -39, // Length
    -17, -12, 0, // Bullet
    -29, 0, 0, 0, // Keyword
    -29, 0, // Caption
    -29, 0, // Admonition
    0, -169, -26, 50, 25, -31, -6, -50, 146, 0, 151, 126, 9, -65, -97, 29, -15, 62, 64, -134, -90, 0, -1, -8, 0, 0, 1, 0, 0, 0, // Style
    11, -2, -38, 0, // Form
    0, 11, -3, -6, 47, 16, -56, -38, // Value
    -1, -1, 36, 18, -36, -45, // Sep
    -22, -27, -14, 23, 4, 18, -12, // SeriesCount
    -2, -20, -17, -9, -13, 0, 0, 33, // SeriesFirst
    -22, 14, -1, -20, 0, // SeriesGaps
    -22, 98, -12, -46, 46, -12, -81, // SeriesAdjacent
    -22, -47, -73, -98, -19, 15, 117, 49, 50, // SeriesDistance
    -22, -36, 6, 23, // SeriesIndent
    77, 7, -42, -25, -4, -42, // SeriesSentences
    34, -31, 18, -24, -33, 7, // SeriesSemicolons
    23, -62, -97, -13, 77, 43, // SeriesLeads
    -11, -10, -32, 25, 0, 0, // SeriesLeadCommas
    108, -56, -44, -22, -3, -12, // SeriesCommas
    76, -2, 18, -11, -12, -99, // SeriesLong
    -31, -28, -69, 9, 20, 69, // SeriesBlank
    -29, -30, -45, -32, 19, 87, // SeriesBody
    -7, -37, 29, -14, 0, // SeriesIntro
    48, 28, 9, 1, 42, 6, 17, 2, -34, 4, -8, -3, -12, 21, 0, -5, -29, -15, -10, -3, -8, -1, -64, -13, 0, // SeriesKin
    -22, -74, 2, 27, 37, // SeriesInner
    -155, 43, 84, // ParentPath
    -29, // Bias
];
