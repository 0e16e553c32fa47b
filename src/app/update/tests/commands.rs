//! Every command that the palette offers, carried out where it is offered.

use super::{bottom, frame, press, reading};
use crate::app::command::availability::{Availability, of_action, of_command};
use crate::app::command::meaning::LOCAL_NAMES;
use crate::app::input::action::ACTIONS;
use crate::app::state::Mode;
use crate::app::update::Model;

const TEXT: &str = "第一章 山\n\n山路 http://example.com/\n\n第二章 水\n\n水边\n";

/// Begins of the places where a command line is opened.
const PLACES: [&str; 4] = ["", "v", "<Tab>", "B"];

fn at(place: &str) -> Model {
    let mut model = reading(TEXT);
    if !place.is_empty() {
        press(&mut model, place);
    }
    model
}

#[test]
fn no_command_that_is_offered_is_refused() {
    for place in PLACES {
        let actions = ACTIONS.iter().map(|entry| entry.name);
        let locals = LOCAL_NAMES.iter().map(|(name, _)| *name);
        for name in actions.chain(locals) {
            let mut model = at(place);
            press(&mut model, ":");
            let state = model.state();
            let entry = ACTIONS.iter().find(|entry| entry.name == name);
            let availability = match entry {
                Some(entry) => of_action(state, entry),
                None => of_command(state, name),
            };
            press(&mut model, &format!("{name}<Enter>"));
            let told = model.state().notices.message.clone().unwrap_or_default();
            let is_refused = ["no such command", "does nothing here", "takes no word"]
                .iter()
                .any(|refusal| told.contains(refusal));
            let may_be = matches!(availability, Availability::In(_));
            assert_eq!(is_refused, may_be, "{place} :{name}: {told}");
            if let Availability::Refused(reason) = availability {
                assert_eq!(told, reason, "{place} :{name}");
            }
        }
    }
}

#[test]
fn a_command_line_goes_back_to_what_it_lies_over() {
    for place in ["", "<Tab>", "T<Enter>", "B"] {
        let mut model = at(place);
        let before = frame(&model);
        press(&mut model, ":them");
        assert_ne!(frame(&model), before);
        press(&mut model, "<Esc>");
        assert_eq!(frame(&model), before, "{place}");
    }
}

#[test]
fn a_command_that_needs_a_word_leaves_the_line_open_for_it() {
    let mut model = at("");
    press(&mut model, ":measure<Enter>");
    assert!(matches!(model.state().mode, Mode::Prompt(_)));
    assert!(bottom(&model).starts_with(":measure"), "{}", bottom(&model));
    press(&mut model, "40<Enter>");
    assert_eq!(bottom(&model), "lines of 40 cells");
    press(&mut model, ":9zz<Enter>");
    assert!(matches!(model.state().mode, Mode::Reading));
}

#[test]
fn a_question_is_answered_only_while_it_is_shown() {
    use crate::app::message::{Effect, Message};
    let opens = |effects: &[Effect]| {
        let mut effects = effects.iter();
        effects.any(|effect| matches!(effect, Effect::OpenOutside(_)))
    };
    let mut model = at("");
    press(&mut model, "o");
    let _ = model.update(Message::Resize {
        width: 60,
        height: 20,
    });
    assert!(bottom(&model).contains("example.com"), "{}", bottom(&model));
    assert!(opens(&press(&mut model, "y")));
    press(&mut model, "o");
    let _ = model.update(Message::JobFailed(
        crate::app::job::JobId(9999),
        "other".to_owned(),
    ));
    assert!(
        !bottom(&model).contains("example.com"),
        "{}",
        bottom(&model)
    );
    assert!(!opens(&press(&mut model, "y")));
}
