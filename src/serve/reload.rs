//! Keeps the pages that are open current.
//!
//! Every page carries a script, and in its tag the mark of the build the page comes from. The
//! script hears what is [`Showing`] now: at once when it connects, then at every change. A page
//! of another mark is loaded again, so that a build which ends between loading and connecting
//! is not missed; faults are laid over the page.

use std::{
    convert::Infallible,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::response::{
    Html, IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use tokio::sync::watch;
use tokio_stream::{StreamExt, wrappers::WatchStream};

use super::{Built, Preview, connection::PATIENCE};

/// Where the script stands.
pub const SCRIPT: &str = "/_litweave/reload.js";
/// Where the script hears of changes.
pub const EVENTS: &str = "/_litweave/events";

/// How often a quiet stream of events says that it is still there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(PATIENCE.as_secs() / 3);

/// What the server shows at present.
pub struct Showing {
    /// Changes whenever open pages have to be loaded again.
    pub mark: u64,
    /// The last site that could be built.
    pub site: Option<Arc<Preview>>,
    /// What was wrong with the last build.
    pub faults: Option<String>,
}

impl Showing {
    /// What is shown before the first build.
    pub fn nothing() -> Self {
        // Marks go on from the time, so that a page of an earlier server is loaded again too.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let mark = u64::try_from(now.as_millis()).unwrap_or_default();
        Self { mark, site: None, faults: None }
    }

    /// What is shown after another build.
    pub fn after(&self, built: Built) -> Self {
        match built {
            Built::Site(site) => Self { mark: self.mark + 1, site: Some(Arc::new(site)), faults: None },
            // Without a site the faults are the page.
            Built::Faults { text } => {
                let mark = if self.site.is_some() { self.mark } else { self.mark + 1 };
                Self { mark, site: self.site.clone(), faults: Some(text) }
            }
        }
    }
}

/// The page with the tag of the script before the end of its body.
pub fn with_script(page: &[u8], mark: u64) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page.windows(END.len()).rposition(|tag| tag.eq_ignore_ascii_case(END));
    let (before, after) = page.split_at_checked(at.unwrap_or(page.len())).unwrap_or((page, b""));
    let tag = format!("<script src=\"{SCRIPT}\" data-build=\"{mark}\"></script>");
    [before, tag.as_bytes(), after].concat()
}

/// The script itself.
pub fn script() -> Response {
    let content_type = [("content-type", "text/javascript; charset=utf-8")];
    (content_type, include_str!("reload.js")).into_response()
}

/// What is showing, now and at every change.
pub fn events(showing: watch::Receiver<Arc<Showing>>) -> Response {
    let events = WatchStream::new(showing).map(|showing| Ok::<_, Infallible>(event(&showing)));
    Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response()
}

fn event(showing: &Showing) -> Event {
    let event = Event::default().id(showing.mark.to_string());
    match (&showing.site, &showing.faults) {
        // The line feed is there because browsers pass over an event without data.
        (Some(_), Some(text)) => event.event("faults").data(format!("{}\n", unix_lines(text))),
        _ => event.event("site").data("built"),
    }
}

/// A lone carriage return ends a line of an event, too.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The page for every path as long as no site could be built.
pub fn faults_page(showing: &Showing) -> Response {
    let faults = escape(showing.faults.as_deref().unwrap_or_default());
    let page = include_str!("faults.html").replace("{{ faults }}", &faults);
    Html(with_script(page.as_bytes(), showing.mark)).into_response()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(page: &str) -> String {
        String::from_utf8_lossy(&with_script(page.as_bytes(), 7)).into_owned()
    }

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let tag = r#"<script src="/_litweave/reload.js" data-build="7"></script>"#;
        assert_eq!(tagged("<p>a</p></body></html>"), format!("<p>a</p>{tag}</body></html>"));
        assert_eq!(tagged("a</BODY>"), format!("a{tag}</BODY>"));
        assert_eq!(tagged("<!-- </body> --></body>"), format!("<!-- </body> -->{tag}</body>"));
        assert_eq!(tagged("torn <bod"), format!("torn <bod{tag}"));
        assert_eq!(tagged(""), tag);
    }

    #[test]
    fn a_mark_changes_when_another_page_is_to_be_seen() {
        let faults = || Built::Faults { text: "wrong".to_owned() };
        let nothing = Showing::nothing();
        let wrong = nothing.after(faults());
        let good = wrong.after(Built::Site(Preview::default()));
        let wrong_again = good.after(faults());
        assert_ne!(nothing.mark, wrong.mark);
        assert_ne!(wrong.mark, good.mark);
        assert_eq!(good.mark, wrong_again.mark);
        assert!(wrong_again.site.is_some());
        assert!(wrong_again.after(Built::Site(Preview::default())).faults.is_none());
    }
}
