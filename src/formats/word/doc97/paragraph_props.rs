//! Paragraph properties: headings and table rows. They are in pages of 512 bytes, found by the file offset of the
//! paragraph's end ([MS-DOC] 2.4.6.1, 2.9.175).

use super::file_header::table_range;
use super::stream::StreamBytes;

/// Index of the page table (`PlcBtePapx`) among the table ranges.
const PLC_BTE_PAPX_INDEX: usize = 13;
/// Length of a page.
const FKP_PAGE_BYTES: usize = 512;
/// Length of a paragraph's entry in a page (`BxPap`).
const BXPAP_BYTES: usize = 13;

/// Properties of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ParagraphProps {
    /// Level of the heading from 1; 0 for body text.
    pub(crate) heading_level: u8,
    /// Whether the paragraph is in a table.
    pub(crate) is_in_table: bool,
    /// Whether the paragraph ends a row.
    pub(crate) is_row_end: bool,
}

/// The properties of all paragraphs.
pub(crate) struct ParagraphPropTable<'d> {
    body: &'d StreamBytes,
    /// First file offset of each page, ascending, and the page number.
    pages: Vec<(u32, u32)>,
}

impl<'d> ParagraphPropTable<'d> {
    pub(crate) fn new(body: &'d StreamBytes, table: &StreamBytes) -> Self {
        let pages = table_range(body, PLC_BTE_PAPX_INDEX).and_then(|range| {
            // The table holds one more offset than pages, then the page numbers.
            let count = range.len().checked_sub(4)? / 8;
            let numbers = range.start + (count + 1) * 4;
            let page = |index: usize| {
                let place = table.u32(range.start + index * 4)?;
                Some((place, table.u32(numbers + index * 4)?))
            };
            (0..count).map(page).collect()
        });
        Self {
            body,
            pages: pages.unwrap_or_default(),
        }
    }

    /// Returns the properties of the paragraph that ends at byte `at` of the text stream.
    pub(crate) fn props_at(&self, at: u32) -> ParagraphProps {
        self.find_props(at).unwrap_or_default()
    }

    fn find_props(&self, at: u32) -> Option<ParagraphProps> {
        let index = self
            .pages
            .partition_point(|(place, _)| *place <= at)
            .checked_sub(1)?;
        let (_, number) = self.pages.get(index)?;
        let page = (*number as usize).checked_mul(FKP_PAGE_BYTES)?;
        let count = usize::from(self.body.u8(page + FKP_PAGE_BYTES - 1)?);
        let place = |index: usize| self.body.u32(page + index * 4);
        let index = (0..count).find(|&index| {
            let (start, end) = (place(index), place(index + 1));
            start
                .zip(end)
                .is_some_and(|(start, end)| (start..end).contains(&at))
        })?;
        let entry = page + (count + 1) * 4 + index * BXPAP_BYTES;
        let told = page + usize::from(self.body.u8(entry)?) * 2;
        // Length in words; if 0, the length is in the next byte.
        let (told, len) = match self.body.u8(told)? {
            0 => (told + 2, usize::from(self.body.u8(told + 1)?) * 2),
            words => (told + 1, usize::from(words) * 2 - 1),
        };
        let style = self.body.u16(told)?;
        let mut look = ParagraphProps {
            // The first styles are the heading styles, whatever their name.
            heading_level: u8::try_from(style)
                .ok()
                .filter(|level| *level <= 9)
                .unwrap_or(0),
            ..ParagraphProps::default()
        };
        look.apply_changes(self.body.get(told + 2, len.checked_sub(2)?)?);
        Some(look)
    }
}

impl ParagraphProps {
    /// Applies changes to the style's properties (`Prl`, [MS-DOC] 2.9.202).
    fn apply_changes(&mut self, changes: &[u8]) {
        // Codes of property changes (`Sprm`, [MS-DOC] 2.6); no units.
        const SPRM_OUTLINE_LEVEL: u16 = 0x2640;
        const SPRM_IN_TABLE: u16 = 0x2416;
        const SPRM_ROW_END: u16 = 0x2417;
        const SPRM_TABLE_DEFINITION: u16 = 0xD608;
        let mut rest = changes;
        while let [low, high, behind @ ..] = rest {
            let what = u16::from_le_bytes([*low, *high]);
            let first = behind.first().copied().unwrap_or_default();
            let len = match what >> 13 {
                0 | 1 => 1,
                2 | 4 | 5 => 2,
                3 => 4,
                7 => 3,
                _ if what == SPRM_TABLE_DEFINITION => {
                    let high = behind.get(1).copied().unwrap_or_default();
                    usize::from(u16::from_le_bytes([first, high])) + 1
                }
                _ => usize::from(first) + 1,
            };
            match what {
                SPRM_OUTLINE_LEVEL => self.heading_level = if first < 9 { first + 1 } else { 0 },
                SPRM_IN_TABLE => self.is_in_table = first != 0,
                SPRM_ROW_END => self.is_row_end = first != 0,
                _ => {}
            }
            rest = behind.get(len..).unwrap_or_default();
        }
    }
}
