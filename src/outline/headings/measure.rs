//! Measurement of the features of a candidate.

use super::candidate::{AdjacentLine, Candidate, LineOpening, LineRole};
use super::features::{Feature, FeatureRow, is_numbered, style_value};
use super::line_ending::LineEnding;
use super::numbered_score::TitleForm;
use super::series::Series;
use super::statistics::{LineStatistics, SignatureSums};
use super::text_signs as signs;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator, is_unit};

/// Returns the first index of `edges` whose edge is not below `value`.
pub(crate) fn bin(value: f32, edges: &[f32]) -> usize {
    edges
        .iter()
        .position(|edge| value <= *edge)
        .unwrap_or(edges.len())
}

fn sign(value: i32) -> usize {
    (value.signum() + 1) as usize
}

/// Measures of the whole text, taken once for all candidates.
pub(crate) struct TextMeasures<'s> {
    statistics: &'s LineStatistics,
    signatures: SignatureSums,
    /// Usual number of empty lines between body lines.
    body_gap: usize,
    /// Usual indent of paragraphs in cells, and the share of paragraphs that have it.
    usual_indent: (u8, f32),
}

impl<'s> TextMeasures<'s> {
    /// Takes the measures from the statistics of all lines.
    pub(crate) fn of(statistics: &'s LineStatistics) -> Self {
        Self {
            statistics,
            signatures: statistics.signature_sums(),
            body_gap: statistics.body_gap(),
            usual_indent: statistics.usual_indent(),
        }
    }
}

/// A candidate with everything its features are taken from.
pub(crate) struct Measured<'c> {
    pub(crate) candidate: &'c Candidate,
    pub(crate) words: &'c str,
    pub(crate) earlier: Verdict,
    pub(crate) form: TitleForm,
    pub(crate) series: Option<&'c Series>,
    /// Occurrences of the words.
    pub(crate) occurrences: usize,
    /// Whether a printed table of contents lists it further up.
    pub(crate) is_listed: bool,
    /// Similar lines directly before and after it.
    pub(crate) run: (usize, usize),
    /// Width of hard-wrapped lines in cells.
    pub(crate) wrap: Option<u16>,
}

/// Returns whether a line of this ending and width is part of the body text.
fn is_body(line: &AdjacentLine, wrap: Option<u16>) -> bool {
    let wide = wrap.map_or(60, |wrap| wrap.saturating_sub(4).clamp(24, 60));
    matches!(
        line.end,
        LineEnding::FullStop | LineEnding::Comma | LineEnding::Semicolon
    ) || line.cells >= wide
}

fn ending(end: LineEnding) -> usize {
    match end {
        LineEnding::NoLine => 0,
        LineEnding::Unpunctuated => 1,
        LineEnding::FullStop => 2,
        LineEnding::ExclamationOrQuestion => 3,
        LineEnding::Semicolon => 4,
        LineEnding::Comma => 5,
        LineEnding::Colon => 6,
    }
}

/// Returns the kind of a neighbour, 0 to 13.
fn neighbour(line: &AdjacentLine, wrap: Option<u16>) -> usize {
    if line.end == LineEnding::NoLine {
        return 0;
    }
    if line.opening == LineOpening::Rule {
        return 1;
    }
    if is_body(line, wrap) {
        return 1 + ending(line.end);
    }
    match line.opening {
        LineOpening::FirstNumber => 8,
        LineOpening::Number => 9,
        LineOpening::Bullet => 10,
        LineOpening::Metadata => 11,
        LineOpening::Rule | LineOpening::Words | LineOpening::Answer
            if line.end == LineEnding::Colon =>
        {
            12
        }
        LineOpening::Rule | LineOpening::Words | LineOpening::Answer
            if line.end.is_sentence_end() =>
        {
            13
        }
        LineOpening::Rule | LineOpening::Words | LineOpening::Answer => 7,
    }
}

impl<'c> Measured<'c> {
    /// Returns the words of the title.
    fn title(&self) -> &'c str {
        match self.form {
            TitleForm::LeadPhrase(bytes) => self.words.get(..bytes as usize).unwrap_or(self.words),
            TitleForm::WholeLine | TitleForm::JoinedLines | TitleForm::NoTitle => self.words,
        }
    }
}

/// Measures a candidate.
pub(crate) fn measure(line: &Measured<'_>, text: &TextMeasures<'_>) -> FeatureRow {
    let mut row = FeatureRow::default();
    measure_verdict(&mut row, line, text);
    measure_wording(&mut row, line, text);
    measure_place(&mut row, line, text);
    measure_neighbours(&mut row, line);
    measure_company(&mut row, line, text);
    measure_look(&mut row, line);
    measure_number(&mut row, line);
    if let Some(series) = line.series {
        measure_series(&mut row, line.candidate, series);
    }
    row
}

fn measure_verdict(row: &mut FeatureRow, line: &Measured<'_>, text: &TextMeasures<'_>) {
    use Feature as F;
    let statistics = text.statistics;
    let c = line.candidate;
    let earlier = match line.earlier {
        Verdict::Undecided => usize::from(c.role != LineRole::ShortLine),
        Verdict::Rejected => 2,
        Verdict::WholeLine | Verdict::JoinedLines => 3,
        Verdict::SplitTitle => 4,
        Verdict::LeadPhrase(_) => 5,
    };
    row.set(F::Earlier, earlier);
    let small = statistics.line_count < 60;
    row.set(
        F::EarlierKind,
        earlier.min(3) * 3
            + if small {
                0
            } else {
                1 + usize::from(is_unit(c.style()))
            },
    );
}

fn measure_wording(row: &mut FeatureRow, line: &Measured<'_>, text: &TextMeasures<'_>) {
    use Feature as F;
    let statistics = text.statistics;
    let title = line.title();
    let c = line.candidate;
    let (before, after, shape) = (&c.prev_line, &c.next_line, &c.shape);
    let whole = matches!(line.form, TitleForm::WholeLine | TitleForm::NoTitle);
    let end = if whole {
        shape.end
    } else {
        LineEnding::Unpunctuated
    };
    row.set(
        F::End,
        if whole && signs::breaks_off(title) {
            8
        } else if end == LineEnding::Unpunctuated && signs::ends_in_bracket(title) {
            7
        } else {
            ending(end)
        },
    );
    row.set(F::Commas, signs::count_commas(title));
    row.set(F::Stops, signs::count_stops(signs::without_last(title)));
    row.set(F::Colon, usize::from(title.contains(['：', ':'])));
    row.set(F::Sentence, signs::sentence_ending(title));
    let cjk = usize::from(statistics.cjk_lines * 10 > statistics.line_count * 6);
    row.set(F::Script, signs::script(title) * 2 + cjk);
    row.set(F::Opening, signs::opening(title));
    row.set(F::Quoted, usize::from(signs::is_quoted(title)));
    row.set(F::Address, usize::from(signs::has_address(title)));
    row.set(F::Code, usize::from(signs::has_code(title)));
    let date = if signs::starts_with_time(title) {
        2
    } else {
        usize::from(signs::is_date(title))
    };
    row.set(F::Date, date);
    let own_columns = signs::has_columns(title);
    row.set(
        F::Columns,
        usize::from(own_columns) * 4
            + usize::from(before.has_columns) * 2
            + usize::from(after.has_columns),
    );
    row.set(F::Digits, bin(signs::digit_share(title), &[0.0, 0.1, 0.3]));
}

fn measure_place(row: &mut FeatureRow, line: &Measured<'_>, text: &TextMeasures<'_>) {
    use Feature as F;
    let statistics = text.statistics;
    let c = line.candidate;
    let (before, after, shape) = (&c.prev_line, &c.next_line, &c.shape);
    let airy = statistics.blank_share();
    let blanks = |line: &AdjacentLine| usize::from(line.blank_lines);
    row.set(
        F::BlankBefore,
        blanks(before).min(2) * 5 + bin(airy, &[0.03, 0.12, 0.3, 0.7]),
    );
    let gap = text.body_gap;
    let gap_value = |line: &AdjacentLine| {
        if line.end == LineEnding::NoLine {
            0
        } else {
            1 + blanks(line).min(3) * 3 + gap.min(2)
        }
    };
    row.set(F::GapBefore, gap_value(before));
    row.set(F::GapAfter, gap_value(after));
    let edge = before.end == LineEnding::NoLine || after.end == LineEnding::NoLine;
    let relative = |line: &AdjacentLine| sign(blanks(line) as i32 - gap as i32);
    row.set(
        F::GapBoth,
        if edge {
            9
        } else {
            relative(before) * 3 + relative(after)
        },
    );
    let (body_indent, share) = text.usual_indent;
    let indent = i32::from(c.indent) - i32::from(body_indent);
    let place = bin(
        indent as f32,
        &[-5.0, -3.0, -1.0, 0.0, 1.0, 2.0, 4.0, 8.0, 16.0],
    );
    row.set(F::IndentToBody, place * 2 + usize::from(share > 0.7));
    let right = i32::from(line.wrap.unwrap_or(76)) - i32::from(c.indent) - i32::from(shape.cells);
    let centred = c.indent >= 6 && (right - i32::from(c.indent)).abs() <= 3 && indent > 4;
    row.set(F::Centred, usize::from(centred));
    let above = usize::from(blanks(before) > gap);
    let own_share = bin(
        statistics.indent_share(c.indent),
        &[0.0, 0.02, 0.1, 0.3, 0.6, 0.9],
    );
    row.set(F::IndentShare, own_share * 2 + above);
}

fn measure_neighbours(row: &mut FeatureRow, line: &Measured<'_>) {
    use Feature as F;
    let c = line.candidate;
    let (before, after) = (&c.prev_line, &c.next_line);
    let has_gap = |line: &AdjacentLine| usize::from(line.blank_lines > 0);
    row.set(
        F::Before,
        neighbour(before, line.wrap) * 2 + has_gap(before),
    );
    row.set(F::After, neighbour(after, line.wrap) * 2 + has_gap(after));
    let indent_value = |line: &AdjacentLine| {
        if line.end == LineEnding::NoLine {
            0
        } else {
            1 + sign(i32::from(line.indent) - i32::from(c.indent)) * 2 + has_gap(line)
        }
    };
    row.set(F::IndentBefore, indent_value(before));
    row.set(F::IndentAfter, indent_value(after));
    let length_value = |line: &AdjacentLine| {
        if line.end == LineEnding::NoLine {
            0
        } else {
            1 + bin(f32::from(line.cells), &[8.0, 16.0, 24.0, 36.0, 60.0])
        }
    };
    row.set(F::LengthBefore, length_value(before));
    row.set(F::LengthAfter, length_value(after));
}

fn measure_company(row: &mut FeatureRow, line: &Measured<'_>, text: &TextMeasures<'_>) {
    use Feature as F;
    let statistics = text.statistics;
    let c = line.candidate;
    let (before, after) = (&c.prev_line, &c.next_line);
    let run = |count: usize| bin(count as f32, &[0.0, 1.0, 4.0]);
    row.set(F::Run, run(line.run.0) * 4 + run(line.run.1));
    row.set(F::Place, bin(c.line_index as f32, &[0.0, 1.0, 3.0, 8.0]));
    row.set(
        F::Repeats,
        if line.is_listed {
            0
        } else {
            1 + bin(line.occurrences as f32, &[1.0, 2.0, 5.0])
        },
    );
    row.set(F::Listed, usize::from(line.is_listed));
    let signature = text
        .signatures
        .odds(c.indent, before.blank_lines, after.blank_lines);
    let odds = |value: f32| bin(value, &[-3.0, -2.0, -1.0, -0.3, 0.3, 1.0, 2.0, 3.0]);
    row.set(F::Signature, odds(signature.both));
    row.set(F::SignatureIndent, odds(signature.indent));
    row.set(F::SignatureBlanks, odds(signature.blanks));
    row.set(
        F::SignatureCount,
        bin(signature.count, &[1.0, 2.0, 3.0, 5.0, 10.0, 20.0]),
    );
    let rate = signature.count / statistics.line_count.max(1) as f32;
    row.set(
        F::SignatureRate,
        bin(rate, &[0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4]),
    );
    row.set(
        F::Prose,
        bin(statistics.body_share(), &[0.1, 0.3, 0.5, 0.7, 0.9]),
    );
    row.set(
        F::Lines,
        bin(
            statistics.line_count as f32,
            &[10.0, 25.0, 60.0, 150.0, 500.0],
        ),
    );
}

fn measure_look(row: &mut FeatureRow, line: &Measured<'_>) {
    use Feature as F;
    let c = line.candidate;
    let (text, title) = (line.words, line.title());
    row.set(F::Leader, usize::from(c.shape.has_leader));
    row.set(F::PageStart, usize::from(c.starts_page));
    let number_cells = if is_numbered(c) {
        signs::cells(text.get(..c.marker.end).unwrap_or_default())
    } else {
        0
    };
    let cells = (signs::cells(title) as f32 - number_cells as f32).max(0.0);
    let lengths = [
        0.0, 2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 20.0, 24.0, 28.0, 32.0, 40.0, 48.0, 56.0, 70.0,
    ];
    row.set(F::Length, bin(cells, &lengths));
    row.set(F::Bullet, signs::bullet(text));
    row.set(
        F::Keyword,
        match c.role {
            LineRole::Keyword(_) => 1,
            LineRole::TocHeading => 2,
            LineRole::Metadata(_) | LineRole::ReadMore => 3,
            LineRole::Title | LineRole::ShortLine => 0,
        },
    );
    row.set(F::Caption, usize::from(signs::is_caption(title)));
    row.set(F::Admonition, usize::from(signs::is_admonition(title)));
}

fn measure_number(row: &mut FeatureRow, line: &Measured<'_>) {
    use Feature as F;
    let c = line.candidate;
    row.set(F::Style, style_value(c.style()));
    row.set(
        F::Form,
        match line.form {
            TitleForm::WholeLine => 0,
            TitleForm::JoinedLines => 1,
            TitleForm::LeadPhrase(_) => 2,
            TitleForm::NoTitle => 3,
        },
    );
    row.set(
        F::Value,
        bin(
            c.marker.number as f32,
            &[0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0],
        ),
    );
    row.set(
        F::Sep,
        match c.marker.separator {
            Separator::Comma => 0,
            Separator::Dot => 1,
            Separator::Colon => 2,
            Separator::Blank => 3,
            Separator::None => 4,
            Separator::NoTitle => 5,
        },
    );
}

fn measure_series(row: &mut FeatureRow, c: &Candidate, series: &Series) {
    use Feature as F;
    let count = series.count as f32;
    let single = series.count == 1;
    row.set(F::SeriesCount, bin(count, &[1.0, 2.0, 3.0, 5.0, 9.0, 20.0]));
    row.set(
        F::SeriesFirst,
        bin(count, &[1.0, 2.0, 3.0]) * 2 + usize::from(series.starts_at_first),
    );
    let value = |feature_value: usize| if single { 0 } else { feature_value + 1 };
    row.set(
        F::SeriesGaps,
        value(bin(series.gap_share, &[0.0, 0.2, 0.5])),
    );
    row.set(
        F::SeriesAdjacent,
        value(bin(series.adjacent_share, &[0.0, 0.2, 0.5, 0.8, 0.99])),
    );
    row.set(
        F::SeriesDistance,
        value(bin(
            series.median_distance,
            &[1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0],
        )),
    );
    row.set(
        F::SeriesIndent,
        value(bin(series.indent_changes, &[0.0, 0.3])),
    );
    let share = |value: f32| bin(value, &[0.0, 0.2, 0.5, 0.8, 0.99]);
    row.set(F::SeriesSentences, share(series.sentences));
    row.set(F::SeriesSemicolons, share(series.semicolons));
    row.set(F::SeriesLeads, share(series.leads));
    row.set(F::SeriesLeadCommas, share(series.lead_commas));
    row.set(F::SeriesCommas, share(series.commas));
    row.set(F::SeriesLong, share(series.long));
    row.set(F::SeriesBlank, share(series.blanks));
    row.set(F::SeriesBody, share(series.bodies));
    row.set(F::SeriesIntro, series.intro);
    let kin = bin(series.kin_count, &[1.0, 2.0, 4.0, 10.0]) * 5
        + bin(series.kin_length, &[1.0, 2.0, 5.0, 10.0]);
    row.set(F::SeriesKin, kin);
    row.set(
        F::SeriesInner,
        value(bin(series.inner_starts, &[0.0, 1.0, 3.0])),
    );
    if matches!(c.style(), NumberStyle::Decimal(_)) {
        row.set(F::ParentPath, 1 + usize::from(series.has_parent));
    }
}
