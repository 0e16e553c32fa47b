//! Opening of the document that the command line names.

use super::args::Arguments;
use super::output::{locale, print_notices};
use crate::app::opening::origin::{Origin, load_config};
use crate::app::opening::start_view::open_view;
use crate::doc::Document;
use crate::error::Result;
use crate::messages::Lang;
use crate::session::config::Config;
use crate::source::encoding::detect::LocaleRegion;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::WaitLimit;
use crate::source::progress::ProgressSink;
use std::path::Path;
use std::sync::Arc;

/// Opens the file or folder at `path` by the options of the command line and the rules of the configuration.
/// Prints problems of the configuration on standard error.
pub fn open_document(
    invocation: &Arguments,
    path: Option<&Path>,
    lang: Lang,
) -> Result<Arc<dyn Document>> {
    let (config, problems) = load_config();
    let m = lang.catalogue();
    print_notices(problems.iter().map(|problem| m.config_problem(problem)));
    let origin = open_origin(path, &config, lang);
    origin.wait(WaitLimit::Unlimited)?;
    let named = EncodingOverrides {
        default: invocation.encoding,
        ..EncodingOverrides::default()
    };
    let (doc, _) = origin.open(&named, &ProgressSink::default())?;
    let (doc, reason) = open_view(doc, invocation.view);
    print_notices(reason.map(|reason| m.no_article(reason).to_owned()));
    Ok(doc)
}

/// Returns the language of the interface: that of the command line, else that of the locale.
pub fn interface_language(invocation: &Arguments, locale: Lang) -> Lang {
    let named = invocation.lang.as_deref().and_then(Lang::from_name);
    named.unwrap_or(locale)
}

/// Returns the origin that `path` names, to be read by the rules of the configuration.
pub(crate) fn open_origin(path: Option<&Path>, config: &Config, lang: Lang) -> Origin {
    let region = LocaleRegion::from_locale(&locale("LC_CTYPE"));
    Origin::new(path, region, config.rules(), lang)
}
