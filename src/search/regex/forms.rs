//! Forms of the letters in a regular expression.

use crate::text::forms::{Atom, Folding, atoms, letter_forms};
use crate::text::variant::VariantScope;
use regex_syntax::ast::{
    Ast, ClassBracketed, ClassSet, ClassSetItem, ClassSetRange, ClassSetUnion, Literal,
    LiteralKind, Span,
};

/// Members of a range in a class that find their forms; longer ranges are those of a script.
const MAX_FOLDED_RANGE_CHARS: u32 = 128;

/// Letters of a pattern that stand for themselves, escapes aside.
pub(super) fn capitals(ast: &Ast) -> String {
    struct Letters(String);
    impl regex_syntax::ast::Visitor for Letters {
        type Output = String;
        type Err = std::convert::Infallible;
        fn finish(self) -> Result<String, Self::Err> {
            Ok(self.0)
        }
        fn visit_pre(&mut self, ast: &Ast) -> Result<(), Self::Err> {
            if let Ast::Literal(literal) = ast {
                self.push(literal);
            }
            Ok(())
        }
        fn visit_class_set_item_pre(&mut self, item: &ClassSetItem) -> Result<(), Self::Err> {
            match item {
                ClassSetItem::Literal(literal) => self.push(literal),
                ClassSetItem::Range(range) => {
                    self.push(&range.start);
                    self.push(&range.end);
                }
                _ => {}
            }
            Ok(())
        }
    }
    impl Letters {
        fn push(&mut self, literal: &Literal) {
            if literal.kind == LiteralKind::Verbatim {
                self.0.push(literal.c);
            }
        }
    }
    let Ok(letters) = regex_syntax::ast::visit(ast, Letters(String::new()));
    letters
}

/// Puts forms of letters beside them.
pub(super) fn fold(ast: &mut Ast, folding: Folding) {
    match ast {
        Ast::Literal(literal) => {
            if let Some(items) = forms(literal, folding) {
                let span = literal.span;
                let kind = ClassSet::Item(ClassSetItem::Union(ClassSetUnion { span, items }));
                *ast = Ast::class_bracketed(ClassBracketed {
                    span,
                    negated: false,
                    kind,
                });
            }
        }
        Ast::ClassBracketed(class) => fold_set(&mut class.kind, folding),
        Ast::Repetition(repetition) => fold(&mut repetition.ast, folding),
        Ast::Group(group) => fold(&mut group.ast, folding),
        Ast::Alternation(parts) => parts.asts.iter_mut().for_each(|part| fold(part, folding)),
        Ast::Concat(parts) => parts.asts.iter_mut().for_each(|part| fold(part, folding)),
        Ast::Empty(_)
        | Ast::Flags(_)
        | Ast::Dot(_)
        | Ast::Assertion(_)
        | Ast::ClassUnicode(_)
        | Ast::ClassPerl(_) => {}
    }
}

fn fold_set(set: &mut ClassSet, folding: Folding) {
    match set {
        ClassSet::Item(item) => fold_item(item, folding),
        ClassSet::BinaryOp(operation) => {
            fold_set(&mut operation.lhs, folding);
            fold_set(&mut operation.rhs, folding);
        }
    }
}

fn fold_item(item: &mut ClassSetItem, folding: Folding) {
    match item {
        ClassSetItem::Literal(literal) => {
            if let Some(items) = forms(literal, folding) {
                *item = ClassSetItem::Union(ClassSetUnion {
                    span: literal.span,
                    items,
                });
            }
        }
        ClassSetItem::Range(range) => {
            if let Some(items) = range_forms(range, folding) {
                *item = ClassSetItem::Union(ClassSetUnion {
                    span: range.span,
                    items,
                });
            }
        }
        ClassSetItem::Bracketed(class) => fold_set(&mut class.kind, folding),
        ClassSetItem::Union(union) => union
            .items
            .iter_mut()
            .for_each(|item| fold_item(item, folding)),
        ClassSetItem::Empty(_)
        | ClassSetItem::Ascii(_)
        | ClassSetItem::Unicode(_)
        | ClassSetItem::Perl(_) => {}
    }
}

/// Returns a range with the forms of its members; `None` if it stays as it is.
fn range_forms(range: &ClassSetRange, folding: Folding) -> Option<Vec<ClassSetItem>> {
    let (first, last) = (range.start.c, range.end.c);
    if u32::from(last) - u32::from(first) >= MAX_FOLDED_RANGE_CHARS {
        return None;
    }
    let mut items = vec![ClassSetItem::Range(range.clone())];
    for c in first..=last {
        let member = Literal {
            c,
            ..range.start.clone()
        };
        items.extend(forms(&member, folding).into_iter().flatten());
    }
    Some(items)
}

/// Returns the forms of one code point that a letter, a digit or a blank has; `None` for other characters.
fn forms(literal: &Literal, folding: Folding) -> Option<Vec<ClassSetItem>> {
    let c = literal.c;
    if !c.is_alphanumeric() && c != ' ' {
        return None;
    }
    let folded = atoms(c.encode_utf8(&mut [0; 4]), folding);
    let whole = match &folded[..] {
        [alone] => match &alone.atom {
            atom @ Atom::Single(_) => letter_forms(atom, folding, VariantScope::Common).whole,
            Atom::Sequence(_) => return None,
        },
        _ => return None,
    };
    let span: Span = literal.span;
    let item = |c| {
        ClassSetItem::Literal(Literal {
            span,
            kind: LiteralKind::Verbatim,
            c,
        })
    };
    Some(std::iter::once(c).chain(whole).map(item).collect())
}
