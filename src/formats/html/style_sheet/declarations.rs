//! Declarations of a rule, as far as they are read.

use crate::formats::blocks::list_numbers::NumberForm;

/// Values of the properties that are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Declarations {
    /// Whether `display` hides.
    pub(super) display: Option<Declared<bool>>,
    /// Whether `visibility` hides.
    pub(super) visibility: Option<Declared<bool>>,
    pub(super) align: Option<Declared<TextSide>>,
    pub(super) list: Option<Declared<NumberForm>>,
    /// Whether the letters have no size.
    pub(super) no_size: Option<Declared<bool>>,
    /// Margin above, in tenths of an em.
    pub(super) margin_above: Option<Declared<u16>>,
    /// Margin below, and height, likewise.
    pub(super) margin_below: Option<Declared<u16>>,
    pub(super) height: Option<Declared<u16>>,
}

/// Value of `text-align`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextSide {
    /// Left, or both edges.
    Start,
    Centre,
    /// Right.
    End,
}

impl TextSide {
    /// Parses a value of `text-align` or of the attribute `align`; `None` for a value that leaves it open.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        match value.trim() {
            "" | "inherit" | "unset" | "revert" => None,
            "right" | "end" | "-webkit-right" => Some(Self::End),
            "center" | "middle" | "-webkit-center" | "-moz-center" => Some(Self::Centre),
            _ => Some(Self::Start),
        }
    }
}

/// Value of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Declared<T> {
    pub(super) value: T,
    pub(super) is_important: bool,
}

impl Declarations {
    /// Parses the last values among declarations in lower case.
    pub(super) fn parse(body: &str) -> Self {
        let mut all = Self::default();
        for (name, value) in body.split(';').filter_map(|one| one.split_once(':')) {
            let (value, is_important) = match value.split_once('!') {
                Some((value, rest)) => (value.trim(), rest.trim() == "important"),
                None => (value.trim(), false),
            };
            match name.trim() {
                "display" => set_declared(&mut all.display, value == "none", is_important),
                "visibility" => {
                    let hides = matches!(value, "hidden" | "collapse");
                    set_declared(&mut all.visibility, hides, is_important);
                }
                "text-align" => {
                    if let Some(side) = TextSide::parse(value) {
                        set_declared(&mut all.align, side, is_important);
                    }
                }
                "list-style" | "list-style-type" => {
                    if let Some(form) = NumberForm::from_style(value) {
                        set_declared(&mut all.list, form, is_important);
                    }
                }
                "font-size" => set_declared(&mut all.no_size, is_zero(value), is_important),
                "margin-top" | "margin-block-start" => {
                    set_length(&mut all.margin_above, value, is_important);
                }
                "margin-bottom" | "margin-block-end" => {
                    set_length(&mut all.margin_below, value, is_important);
                }
                "height" | "min-height" => {
                    set_length(&mut all.height, value, is_important);
                }
                "margin" => {
                    let mut sides = value.split_whitespace();
                    let above = sides.next().unwrap_or_default();
                    set_length(&mut all.margin_above, above, is_important);
                    let below = sides.nth(1).unwrap_or(above);
                    set_length(&mut all.margin_below, below, is_important);
                }
                _ => {}
            }
        }
        all
    }

    /// Returns whether an element may be hidden or shown.
    pub(super) const fn is_about_hiding(&self) -> bool {
        self.display.is_some() || self.visibility.is_some() || self.no_size.is_some()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.display.is_none()
            && self.visibility.is_none()
            && self.align.is_none()
            && self.list.is_none()
            && self.no_size.is_none()
            && self.margin_above.is_none()
            && self.margin_below.is_none()
            && self.height.is_none()
    }
}

/// Replaces an earlier value unless only that is important.
fn set_declared<T>(slot: &mut Option<Declared<T>>, value: T, is_important: bool) {
    if is_important || slot.as_ref().is_none_or(|known| !known.is_important) {
        *slot = Some(Declared {
            value,
            is_important,
        });
    }
}

/// Sets a length unless its value is of another kind.
fn set_length(slot: &mut Option<Declared<u16>>, value: &str, is_important: bool) {
    if let Some(length) = parse_length(value) {
        set_declared(slot, length, is_important);
    }
}

/// Returns whether a length is nothing: `0`, `0px`, `.0em`.
fn is_zero(length: &str) -> bool {
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number == 0.0)
}

/// Parses a length in tenths of an em, as letters of the usual size have it; `None` for other values.
fn parse_length(length: &str) -> Option<u16> {
    /// Units with their length in tenths of an em.
    const UNITS: [(&str, f32); 8] = [
        ("rem", 10.0),
        ("em", 10.0),
        ("lh", 10.0),
        ("px", 10.0 / 16.0),
        ("pt", 10.0 / 12.0),
        ("%", 2.0),
        ("vh", 4.0),
        ("", 0.0),
    ];
    UNITS.into_iter().find_map(|(unit, tenths)| {
        let number: f32 = length.strip_suffix(unit)?.trim_end().parse().ok()?;
        Some((number * tenths).round() as u16)
    })
}
