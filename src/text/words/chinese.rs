//! Words of Chinese: the cut of a run of Han that is most probable by the counts of the words in a table.

use super::table::{CharIndex, MAX_WORD_CHARS, Score, WordTable};
use std::ops::Range;

/// Characters of a run that are cut at a time. A long run is cut in pieces, each from a start of a word to another.
const PIECE_CHARS: usize = 256;
/// Characters on either side of a place in a run by which the start of a word near it is found.
const CONTEXT_CHARS: usize = 24;
/// Score of a word as frequent as the whole language: a word costs what its own score is less.
const FULL_SCORE: u32 = 72;
/// Score of a number, whatever its numerals.
const NUMBER_SCORE: u32 = 40;
/// Gain of a number by each numeral; a long one is rather whole than cut.
const NUMERAL_SCORE: u32 = 2;
/// Numerals of the longest number.
const MAX_NUMBER_CHARS: usize = 16;
/// Score of a character that is a word by itself in any text: 的, 很, 看.
const COMMON_SCORE: Score = 34;
/// Score of a character that is rather a word by itself than part of a given name.
const NO_NAME_SCORE: Score = 40;
/// Characters of the longest word that is put together of characters left over.
const MAX_JOINED_CHARS: usize = 4;
/// Characters of a name: surname and given name.
const MAX_NAME_CHARS: usize = 3;

/// Numerals.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万萬亿億两兩";
/// Surnames, but for those that are common words too (何, 高, 谢, 许多).
const SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫朱马馬胡郭林罗羅郑鄭梁宋唐韩韓冯馮邓鄧曹彭肖蕭董袁潘\
    蔣蒋蔡杜叶葉程苏蘇魏吕呂丁沈姚卢盧姜崔钟鍾谭譚陆陸汪范廖贾賈韦韋邹鄒孟熊秦邱尹薛闫閻侯陶黎顾顧毛郝龚龔邵严嚴覃戴孔许許习習鲍鮑";
/// Words by themselves that stand after a name: “said”.
const AFTER_NAMES: &str = "曰云";

/// Word of a run while it is cut.
#[derive(Clone, Debug)]
struct CutWord {
    chars: Range<usize>,
    /// Score; 0 for a character that is not in the table.
    score: Score,
}

/// Returns whether `word` is in the table of words, in simplified or traditional characters.
pub fn is_chinese_word(word: &[char]) -> bool {
    let table = WordTable::new();
    let spellings: Vec<_> = word.iter().map(|c| table.spellings(*c)).collect();
    table.score(&spellings).is_some()
}

/// Returns the words of a run of Han characters that touch `part`, and perhaps some on either side, as ranges of
/// characters. They ascend, follow one another, and do not depend on `part`.
pub fn chinese_words(run: &[char], part: Range<usize>) -> Vec<Range<usize>> {
    let part = part.start.min(run.len())..part.end.min(run.len());
    let mut piece = (part.start / PIECE_CHARS).saturating_sub(1);
    let mut start = piece_start(run, piece);
    let mut words = Vec::new();
    while start < part.end {
        piece += 1;
        let end = piece_start(run, piece);
        if end > part.start {
            words.extend(shift(cut(run.get(start..end).unwrap_or_default()), start));
        }
        start = end;
    }
    words
}

fn shift(words: Vec<CutWord>, by: usize) -> impl Iterator<Item = Range<usize>> {
    let ranges = words.into_iter().map(|word| word.chars);
    ranges.map(move |chars| chars.start + by..chars.end + by)
}

/// Returns the first character of a piece: the first start of a word at or after its place in the run, by the
/// characters around that place alone.
fn piece_start(run: &[char], piece: usize) -> usize {
    let near = piece * PIECE_CHARS;
    if near == 0 || near >= run.len() {
        return near.min(run.len());
    }
    let from = near - CONTEXT_CHARS;
    let context = run.get(from..run.len().min(near + CONTEXT_CHARS));
    let words = shift(cut(context.unwrap_or_default()), from);
    let mut starts = words.map(|word| word.start);
    starts.find(|start| *start >= near).unwrap_or(near)
}

/// Cuts a piece into words.
fn cut(piece: &[char]) -> Vec<CutWord> {
    let table = WordTable::new();
    let spellings: Vec<Vec<CharIndex>> = piece.iter().map(|c| table.spellings(*c)).collect();
    // From the last character on: the cost of the best cut of what follows, and the first word of it.
    let mut costs = vec![0; piece.len() + 1];
    let mut firsts: Vec<(usize, Score)> = vec![(0, 0); piece.len()];
    for at in (0..piece.len()).rev() {
        let mut best = (u32::MAX, 0, 0);
        let mut offer = |end: usize, score: Score, gain: u32| {
            let rest = costs.get(end).copied().unwrap_or(u32::MAX);
            let cost = rest + (FULL_SCORE - u32::from(score)).saturating_sub(gain);
            if cost < best.0 {
                best = (cost, end, score);
            }
        };
        let number = number_len(piece.get(at..).unwrap_or_default());
        if number > 1 {
            offer(
                at + number,
                NUMBER_SCORE as Score,
                NUMERAL_SCORE * number as u32,
            );
        }
        for end in (at + 1..=piece.len().min(at + MAX_WORD_CHARS)).rev() {
            let score = table.score(spellings.get(at..end).unwrap_or_default());
            // A character that is not in the table is a word that was never counted.
            if let Some(score) = score.or((end == at + 1).then_some(0)) {
                offer(end, score, 0);
            }
        }
        let (cost, end, score) = best;
        if let (Some(own), Some(first)) = (costs.get_mut(at), firsts.get_mut(at)) {
            (*own, *first) = (cost, (end, score));
        }
    }
    let mut words = Vec::new();
    let mut at = 0;
    while let Some((end, score)) = firsts.get(at) {
        words.push(CutWord {
            chars: at..*end,
            score: *score,
        });
        at = *end;
    }
    join_left_over(piece, &words)
}

/// Returns the characters of the number with which a text begins, its 第 among them.
fn number_len(text: &[char]) -> usize {
    let ordinal = usize::from(text.first() == Some(&'第'));
    let numerals = text.iter().skip(ordinal).take(MAX_NUMBER_CHARS);
    match numerals.take_while(|c| NUMERALS.contains(**c)).count() {
        0 => 0,
        count => ordinal + count,
    }
}

/// Puts characters together that are no words of the table: those of a name, and a few rare ones in a row.
fn join_left_over(piece: &[char], words: &[CutWord]) -> Vec<CutWord> {
    let mut joined = Vec::with_capacity(words.len());
    let mut rest = words;
    // Words up to here are of a row of rare ones that is too long for one word.
    let mut apart = 0_usize;
    while let Some(first) = rest.first() {
        let rare = rare_len(piece, rest);
        if rare > MAX_JOINED_CHARS {
            apart = apart.max(rare);
        }
        let joined_rare = if apart > 0 { 0 } else { rare };
        let count = name_len(piece, rest).max(joined_rare).max(1);
        apart = apart.saturating_sub(count);
        let (word, after) = rest.split_at(count);
        let end = word.last().map_or(first.chars.end, |last| last.chars.end);
        joined.push(CutWord {
            chars: first.chars.start..end,
            score: first.score,
        });
        rest = after;
    }
    joined
}

/// Returns the character of a word of one character, but for numerals.
fn single(piece: &[char], word: &CutWord) -> Option<char> {
    let is_single = word.chars.len() == 1;
    let c = piece.get(word.chars.start).copied().filter(|_| is_single);
    c.filter(|c| !NUMERALS.contains(*c))
}

/// Returns the number of characters of a name at the head of words; 0 without one.
fn name_len(piece: &[char], words: &[CutWord]) -> usize {
    let mut words = words.iter();
    let surname = words.next().and_then(|word| single(piece, word));
    if surname.is_none_or(|c| !SURNAMES.contains(c)) {
        return 0;
    }
    let is_given = |word: &&CutWord| {
        let c = single(piece, word).filter(|c| !AFTER_NAMES.contains(*c));
        c.is_some() && word.score < NO_NAME_SCORE
    };
    match words.take(MAX_NAME_CHARS - 1).take_while(is_given).count() {
        0 => 0,
        given => 1 + given,
    }
}

/// Returns the number of rare characters at the head of words.
fn rare_len(piece: &[char], words: &[CutWord]) -> usize {
    let is_rare = |word: &&CutWord| single(piece, word).is_some() && word.score < COMMON_SCORE;
    words.iter().take_while(is_rare).count()
}

#[cfg(test)]
mod tests;
