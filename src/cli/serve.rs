//! `litweave serve`: shows the site on this machine, and again after every change.

use super::run::{self, Input};
use super::{CLEAN, COULD_NOT_RUN};
use crate::diagnostics::{Look, terminal};
use crate::output::{Body, OutputTree};
use crate::pipeline::{Goal, Request};
use crate::serve::{Built, Event, Options, Page, Preview};
use std::net::IpAddr;

/// The arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: Input,
    /// The address to listen at; others than this machine can reach it only if you change it.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// The port; the next free one if it is taken.
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    port: u16,
    /// A further name under which the site may be asked for.
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,
    /// The repository in which errors are reported, such as https://github.com/someone/knowledge
    #[arg(long, value_name = "URL", value_parser = run::repository)]
    repository: Option<url::Url>,
}

/// Serves the site until it is interrupted.
pub fn serve(args: Args) -> u8 {
    let mut request = args.input.request(Goal::Build);
    request.repository = args.repository;
    let watch = ["content", "templates", "static"].iter().map(|folder| request.root.join(folder)).collect();
    let options = Options { address: args.bind, port: args.port, allow_hosts: args.allow_host, watch };
    match crate::serve::serve(options, move || build(&request), tell) {
        Ok(()) => CLEAN,
        Err(error) => {
            run::say(&format!("error: {error}"));
            COULD_NOT_RUN
        }
    }
}

fn build(request: &Request) -> Built {
    match crate::pipeline::run(request) {
        Ok(run) => match run.tree {
            Some(tree) => Built::Site(preview(tree)),
            None => Built::Faults { text: terminal(&run.diagnostics, &run.files, Look::Plain) },
        },
        Err(failure) => Built::Faults { text: format!("error: {failure}") },
    }
}

fn preview(tree: OutputTree) -> Preview {
    let page = |body: &Body| match body {
        Body::Bytes(bytes) => Page::Bytes(bytes.as_slice().into()),
        Body::File(path) => Page::File(path.clone()),
    };
    Preview { pages: tree.iter().map(|(address, body)| (address.to_owned(), page(body))).collect() }
}

fn tell(event: Event) {
    match event {
        Event::Listening { url } => run::say(&format!("The site is at {url} – Ctrl-C ends it.")),
        Event::PortTaken { asked, used } => {
            run::say(&format!("Port {asked} is taken: {used} is used instead."))
        }
        Event::NotLoopback { address } => {
            run::say(&format!("warning: everybody who can reach {address} can read this site."));
        }
        Event::Rebuilt { millis } => run::say(&format!("Rebuilt in {millis} ms.")),
        Event::Faults { text } => {
            run::say(&format!("{text}\nThe last good pages stay until this is mended."))
        }
        Event::WatchFault { text } => run::say(&format!("warning: {text}")),
    }
}
