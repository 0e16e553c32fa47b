//! Motions into a part of the document that is still being read. They wait for it, so that no key does.

use super::Reader;
use crate::doc::{Pos, Span};
use crate::layout::LOOKAHEAD_ROWS;
use crate::text::units::Fraction;

/// Motion of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AwaitedMotion {
    /// By rows.
    Scroll(i64),
    /// By pages forward.
    Turn(u32),
    /// To a place.
    Go(Pos),
    /// To a place, not below the end of the text.
    GoClamped(Pos),
    /// To a share of the text.
    Share(Fraction),
    /// Until a span is in sight.
    Show(Span),
    /// To the end of the text.
    Bottom,
}

impl AwaitedMotion {
    /// Returns whether the place before the motion enters the jump list.
    fn is_jump(&self) -> bool {
        !matches!(self, Self::Scroll(_) | Self::Turn(_))
    }
}

impl Reader {
    /// Returns whether a part of the document is still being read.
    pub fn is_partly_read(&self) -> bool {
        self.doc.known_len() < self.doc.len()
    }

    /// Returns whether the next `count` blocks are known.
    pub fn knows_blocks(&self, count: u32) -> bool {
        let known = self.doc.known_len();
        let mut pos = Some(self.anchor.block_start());
        for _ in 0..count {
            pos = match pos {
                Some(pos) if pos.block.0 >= known => return !self.is_partly_read(),
                Some(pos) => self.doc.next(pos),
                None => return true,
            };
        }
        true
    }

    /// Returns whether a motion waits for the rest of the document.
    pub fn is_waiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// Gives up the motion that waits. Returns false without one.
    pub fn stop_waiting(&mut self) -> bool {
        self.awaited.take().is_some()
    }

    /// Carries out the motion that waits if the rest is known by now. Returns the place before it if that enters the jump
    /// list.
    pub fn go_on(&mut self) -> Option<Pos> {
        let motion = self
            .awaited
            .take_if(|_| self.doc.known_len() >= self.doc.len())?;
        let from = motion.is_jump().then_some(self.anchor);
        match motion {
            AwaitedMotion::Scroll(by) => self.scroll(by),
            AwaitedMotion::Turn(count) => {
                self.turn_forward(count);
            }
            AwaitedMotion::Go(pos) => self.go(pos),
            AwaitedMotion::GoClamped(pos) => self.go_clamped(pos),
            AwaitedMotion::Share(share) => self.go_share(share),
            AwaitedMotion::Show(span) => self.scroll_into_view(&span),
            AwaitedMotion::Bottom => self.go_bottom(),
        }
        from.filter(|from| *from != self.anchor)
    }

    /// Keeps a motion if the page after it needs more of the document than is known. Returns whether it waits.
    pub(super) fn awaits_rest(&mut self, motion: AwaitedMotion) -> bool {
        let (known, len) = (self.doc.known_len(), self.doc.len());
        let is_unread = known < len
            && match &motion {
                AwaitedMotion::Scroll(by) => *by > 0 && self.is_unread_below(self.anchor, *by),
                AwaitedMotion::Turn(count) => {
                    let rows = i64::from(*count) * i64::from(self.screen_rows().0);
                    self.is_unread_below(self.anchor, rows)
                }
                AwaitedMotion::Go(pos)
                | AwaitedMotion::GoClamped(pos)
                | AwaitedMotion::Show(Span { start: pos, .. }) => self.is_unread_below(*pos, 0),
                AwaitedMotion::Share(share) => {
                    let at = share.to_offset(len).0;
                    at >= known || self.is_unread_below(self.doc.pos_at(*share), 0)
                }
                AwaitedMotion::Bottom => true,
            };
        if is_unread {
            self.awaited = Some(motion);
        }
        is_unread
    }

    /// Returns whether the page that begins `rows` rows below `from` may reach the part of the document that is not known.
    fn is_unread_below(&self, from: Pos, rows: i64) -> bool {
        let known = self.doc.known_len();
        let mut rows = rows + 2 * i64::from(self.screen_rows().0 + LOOKAHEAD_ROWS * self.pages);
        let width = usize::from(self.setting.measure.0.max(1));
        let mut pos = from.block_start();
        while rows > 0 && pos.block.0 < known {
            // A letter takes at most twice as many bytes as cells.
            let cells = self.doc.block_at(pos).text.len() / 2;
            rows -= 1.max((cells / width) as i64);
            match self.doc.next(pos) {
                Some(next) => pos = next,
                None => return false,
            }
        }
        rows > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Block, BlockKind, Document as _};
    use crate::formats::blocks::document::BlockDocument;
    use crate::formats::blocks::staged::StagedDocument;
    use crate::layout::{Setting, TextOptions};
    use crate::text::units::{Cells, Rows};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    fn document(count: u64) -> BlockDocument {
        let block = |at| Block {
            pos: Pos::new(0, at),
            kind: BlockKind::Paragraph,
            text: format!("第{at}段").into(),
            ..Block::default()
        };
        BlockDocument {
            blocks: (0..count).map(block).collect(),
            len: 10_000,
            ..BlockDocument::default()
        }
    }

    #[test]
    fn a_motion_into_what_is_not_read_yet_waits_for_it() {
        let is_parsed = Arc::new(AtomicBool::new(false));
        let parsed = Arc::clone(&is_parsed);
        let whole = Box::new(move || {
            parsed.store(true, Ordering::Relaxed);
            document(10_000)
        });
        let doc = Arc::new(StagedDocument::new(document(5000), 5000, whole));
        let setting = Setting {
            measure: Cells(40),
            ..Setting::default()
        };
        let mut reader = Reader::new(doc.clone(), TextOptions::default(), setting);
        reader.resize(setting, Rows(10));
        assert!(
            !is_parsed.load(Ordering::Relaxed),
            "the beginning is enough"
        );
        assert!(reader.turn_forward(2));
        let top = reader.anchor();
        assert!(!reader.is_waiting() && top > Pos::new(0, 10));
        let motions: [fn(&mut Reader); 6] = [
            Reader::go_bottom,
            |reader| reader.scroll(4970),
            |reader| {
                reader.turn_forward(500);
            },
            |reader| reader.go(Pos::new(0, 4990)),
            |reader| reader.go_clamped(Pos::new(0, 7000)),
            |reader| reader.go_share(Fraction::new(1, 2)),
        ];
        for go in motions {
            go(&mut reader);
            assert!(reader.go_on().is_none() && reader.is_waiting());
            assert!(reader.stop_waiting() && !reader.stop_waiting());
        }
        reader.go_bottom();
        assert_eq!(reader.anchor(), top);
        assert!(!is_parsed.load(Ordering::Relaxed), "no key has waited");
        assert_eq!(doc.last(), Pos::new(0, 9999), "the whole is read");
        assert_eq!(reader.go_on(), Some(top));
        assert!(reader.is_at_end() && !reader.is_waiting());
    }
}
