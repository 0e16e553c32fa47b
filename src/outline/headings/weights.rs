//! Learnt weights of the outline in hundredths, one row per feature and one place per value.
//! `examples/train_outline` makes this file from plain texts with known outlines; do not edit it.
//!
//! Mean F1 of the lines (train: by cross-validation over the sources):
//!
//! - dev: 0.924 in 111 texts
//! - dev book: 0.870 in 22 texts
//! - dev help: 0.958 in 24 texts
//! - dev lecture: 0.895 in 4 texts
//! - dev letter: 0.960 in 8 texts
//! - dev none: 0.895 in 19 texts
//! - dev novel: 0.945 in 34 texts
//! - train: 0.908 in 478 texts
//! - train book: 0.839 in 65 texts
//! - train essay: 0.980 in 20 texts
//! - train help: 0.967 in 7 texts
//! - train law: 0.968 in 30 texts
//! - train lecture: 0.826 in 20 texts
//! - train letter: 0.977 in 12 texts
//! - train man: 0.910 in 33 texts
//! - train manual: 0.948 in 111 texts
//! - train none: 0.887 in 80 texts
//! - train novel: 0.875 in 73 texts
//! - train report: 0.948 in 27 texts

/// Weights of candidates without a number.
#[rustfmt::skip]
pub(crate) const UNNUMBERED: &[i16] = &[
    -50, 1, -66, 68, 0, 0, // Earlier
    -9, -41, 0, 0, 2, 0, -10, -56, 0, 21, 46, 0, // EarlierKind
    0, 98, -54, -21, 0, 0, -156, 86, 0, // End
    114, -49, -69, -43, // Commas
    66, -42, -71, // Stops
    -18, -29, // Colon
    -8, -60, 82, -16, -46, // Sentence
    -18, 73, 30, 94, -115, -180, 33, 36, 0, 0, // Script
    21, 28, -48, -39, 146, -156, // Opening
    147, -194, // Quoted
    141, -188, // Address
    111, -158, // Code
    -37, -10, // Date
    164, 95, 118, 0, -80, -126, -64, -154, // Columns
    30, 67, -30, -113, // Digits
    158, -3, -189, -120, 12, -15, 54, 20, -114, -88, 0, -16, 104, 83, 67, // BlankBefore
    16, -38, -97, 0, -83, -69, -2, 68, -162, 0, 144, 176, 1, // GapBefore
    0, 15, -52, 1, 15, 32, -2, 2, -36, 0, -18, -5, 0, // GapAfter
    -26, -77, 2, -38, 34, -65, 4, 41, 62, 17, // GapBoth
    117, 239, 3, 0, -6, 4, -93, -77, -3, -7, -216, -90, -61, -67, -55, -49, 36, 125, 37, 115, // IndentToBody
    -74, 27, // Centred
    -45, 62, 37, 73, -33, -9, -44, -107, -15, 49, -8, 96, -98, -6, // IndentShare
    -7, 22, -25, 12, -42, 56, 36, 102, 20, -57, 5, 24, -93, -41, -41, -21, 13, -33, 43, -51, -31, 90, -1, -9, 5, -15, -24, 16, // Before
    0, 0, 257, -3, -68, -67, -45, 24, 20, 1, -22, -17, -68, 9, -44, -42, 42, 21, -36, -72, 15, 89, -4, -21, 17, 37, -100, 29, // After
    16, -112, -18, -23, 32, 1, 58, // IndentBefore
    0, -63, -45, -88, -19, 115, 52, // IndentAfter
    16, -57, -40, -23, -15, 2, 71, // LengthBefore
    0, -98, -55, -62, -8, 44, 133, // LengthAfter
    49, 57, 0, -49, 13, -19, -10, 4, -3, -6, 11, -38, 7, 12, -39, -37, // Run
    16, -68, 5, 5, -4, // Place
    74, 80, 26, -54, -173, // Repeats
    -121, 74, 0, // Listed
    -49, -89, -58, -23, -53, 44, 54, 57, 69, // Signature
    -57, -77, -26, 26, 2, 5, -30, 64, 46, // SignatureIndent
    -63, 59, 50, -3, 14, -32, -11, -6, -55, // SignatureBlanks
    -70, -34, -43, -7, 3, 47, 57, // SignatureCount
    46, -32, -35, -23, 2, 35, 32, -72, // SignatureRate
    -143, 35, 25, 36, 6, -6, // Prose
    36, -4, 13, -5, -8, -79, // Lines
    -138, 91, // Leader
    86, -133, // PageStart
    0, 89, 56, 27, 29, 12, 83, 3, 33, 25, -16, -40, -58, -40, -121, -129, // Length
    -8, -13, -26, // Bullet
    -97, 50, 0, 0, // Keyword
    71, -118, // Caption
    131, -178, // Admonition
    53, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -66, 0, 0, 0, 0, 0, -85, 50, 0, // Style
    -47, 0, 0, 0, // Form
    19, -8, -25, -29, -4, 0, 0, 0, // Value
    -66, 0, 0, 0, 0, 19, // Sep
    -47, 0, 0, 0, 0, 0, 0, // SeriesCount
    -47, 0, 0, 0, 0, 0, 0, 0, // SeriesFirst
    -47, 0, 0, 0, 0, // SeriesGaps
    -47, 0, 0, 0, 0, 0, 0, // SeriesAdjacent
    -47, 0, 0, 0, 0, 0, 0, 0, 0, // SeriesDistance
    -47, 0, 0, 0, // SeriesIndent
    -47, 0, 0, 0, 0, 0, // SeriesSentences
    -47, 0, 0, 0, 0, 0, // SeriesSemicolons
    -47, 0, 0, 0, 0, 0, // SeriesLeads
    -47, 0, 0, 0, 0, 0, // SeriesLeadCommas
    -47, 0, 0, 0, 0, 0, // SeriesCommas
    -47, 0, 0, 0, 0, 0, // SeriesLong
    -47, 0, 0, 0, 0, 0, // SeriesBlank
    -47, 0, 0, 0, 0, 0, // SeriesBody
    -47, 0, 0, 0, 0, // SeriesIntro
    -47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // SeriesKin
    -47, 0, 0, 0, 0, // SeriesInner
    -47, 0, 0, // ParentPath
    -47, // Bias
];

/// Weights of numbered candidates.
#[rustfmt::skip]
pub(crate) const NUMBERED: &[i16] = &[
    0, 0, -40, 9, -24, 27, // Earlier
    0, 0, 0, 0, 0, 0, -20, -26, 6, 51, 21, -60, // EarlierKind
    0, 59, -140, 30, 0, 0, -18, 40, 0, // End
    51, -6, -38, -36, // Commas
    22, -20, -31, // Stops
    -44, 15, // Colon
    15, -47, 7, 1, -5, // Sentence
    2, 54, -1, 0, -1, -2, -32, -59, -16, 26, // Script
    -9, 0, -8, 0, 0, -12, // Opening
    -12, -17, // Quoted
    18, -47, // Address
    -29, 0, // Code
    83, -112, // Date
    13, 4, 28, -32, 22, 3, 2, -70, // Columns
    102, -33, -9, -89, // Digits
    55, 2, -16, -43, -42, 22, 44, -14, -30, -20, 2, -18, 4, -6, 31, // BlankBefore
    17, 10, -74, 0, 11, -5, 0, -5, 10, 0, -8, 16, 0, // GapBefore
    -8, -37, -30, 0, 22, 39, 0, -3, -4, 0, -19, 12, 0, // GapAfter
    -23, -33, -10, -22, 29, -12, 12, 9, 14, 8, // GapBoth
    0, 0, 0, 17, 13, 30, -38, -22, -1, -1, 12, 10, -28, -28, -5, -4, 2, 18, -4, 1, // IndentToBody
    -39, 10, // Centred
    -67, 33, 0, 1, 4, -22, 25, -17, 26, 15, -31, 7, -8, 5, // IndentShare
    21, -4, -4, 13, -36, -25, 52, 40, 5, 3, -44, -49, -1, 0, -40, 20, -7, -14, -11, 1, -5, 20, 0, 0, 17, 7, 9, 4, // Before
    -8, 0, 57, 0, -27, 12, -24, 5, 13, -6, -24, -3, -11, 1, -24, -16, 14, 23, -73, 30, 10, 2, 0, 0, 21, 2, 0, -3, // After
    17, -8, 3, -33, 6, -23, 9, // IndentBefore
    -8, -12, 18, 8, 21, -64, 8, // IndentAfter
    17, -41, -27, -13, -28, 8, 55, // LengthBefore
    -8, -45, -35, -12, -1, 19, 53, // LengthAfter
    31, 5, -13, -21, 21, 1, -3, 36, -10, -5, 0, -4, -19, -6, -7, -35, // Run
    17, -17, 19, 3, -51, // Place
    -6, 19, -40, -12, 9, // Repeats
    -23, -6, 0, // Listed
    -18, -6, -15, -14, -32, 25, 3, 13, 13, // Signature
    -48, -31, -21, 44, 40, 7, -16, -3, 0, // SignatureIndent
    5, -24, -17, 4, -3, 12, -1, 30, -35, // SignatureBlanks
    -15, -1, 18, 16, 7, -28, -26, // SignatureCount
    -1, -32, -40, -23, 58, 31, 21, -41, // SignatureRate
    -69, 3, 32, -1, -15, 21, // Prose
    29, -8, 14, 1, 1, -67, // Lines
    -28, 0, // Leader
    -22, -7, // PageStart
    -42, -1, 0, 4, 7, 21, 3, 51, 24, 6, -10, 33, 8, -34, -60, -39, // Length
    -17, -12, 0, // Bullet
    -29, 0, 0, 0, // Keyword
    -29, 0, // Caption
    -29, 0, // Admonition
    0, -168, -28, 50, 25, -31, -6, -50, 147, 0, 151, 127, 9, -65, -96, 28, -16, 62, 64, -135, -90, 0, -1, -8, 0, 0, 1, 0, 0, 0, // Style
    12, -2, -38, 0, // Form
    0, 11, -3, -5, 46, 16, -55, -39, // Value
    -1, 0, 36, 16, -36, -45, // Sep
    -22, -26, -13, 23, 2, 19, -12, // SeriesCount
    -1, -20, -17, -10, -13, 0, 0, 32, // SeriesFirst
    -22, 14, -1, -20, 0, // SeriesGaps
    -22, 99, -11, -46, 46, -12, -83, // SeriesAdjacent
    -22, -49, -73, -98, -19, 15, 117, 49, 50, // SeriesDistance
    -22, -36, 6, 22, // SeriesIndent
    78, 7, -42, -25, -4, -43, // SeriesSentences
    34, -31, 17, -25, -32, 7, // SeriesSemicolons
    23, -62, -97, -13, 76, 44, // SeriesLeads
    -11, -10, -32, 25, 0, -1, // SeriesLeadCommas
    108, -56, -44, -22, -3, -12, // SeriesCommas
    76, -1, 18, -11, -12, -99, // SeriesLong
    -31, -29, -68, 9, 20, 70, // SeriesBlank
    -30, -29, -45, -31, 19, 86, // SeriesBody
    -7, -37, 28, -13, 0, // SeriesIntro
    49, 28, 9, 2, 42, 6, 17, 0, -36, 4, -8, -3, -12, 21, 0, -5, -29, -15, -10, -2, -9, -1, -64, -13, 0, // SeriesKin
    -22, -74, 2, 27, 38, // SeriesInner
    -155, 43, 84, // ParentPath
    -29, // Bias
];
