//! Answers requests: who may ask, what for, and which part of the server replies.
//!
//! Everything passes through [`answer`], so that no route can forget to look at the host or to
//! send the headers that all answers carry.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use tokio::sync::watch;

use super::{
    hosts::{self, Hosts},
    pages,
    reload::{self, Showing},
};

/// What requests are answered from.
pub struct Site {
    /// The names that the server answers to.
    pub hosts: Hosts,
    /// What is shown at present.
    pub showing: watch::Receiver<Arc<Showing>>,
}

/// Answers one request.
pub async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let (asked, _) = request.into_parts();
    let mut response = route(&site, &asked).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn route(site: &Site, asked: &Parts) -> Response {
    let host = match site.hosts.asked(&asked.uri, &asked.headers) {
        Ok(host) => host,
        Err(stranger) => {
            return (StatusCode::FORBIDDEN, site.hosts.help(&stranger)).into_response();
        }
    };
    if !matches!(asked.method, Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "Only GET and HEAD.\n").into_response();
    }
    match asked.uri.path() {
        reload::SCRIPT => reload::script(),
        reload::EVENTS if hosts::is_from_own_page(host, &asked.headers) => {
            reload::events(site.showing.clone())
        }
        reload::EVENTS => (StatusCode::FORBIDDEN, "Only for pages of this preview.\n").into_response(),
        _ => {
            let showing = Arc::clone(&site.showing.borrow());
            match &showing.site {
                Some(preview) => pages::answer(preview, &asked.uri, showing.mark).await,
                None => reload::faults_page(&showing),
            }
        }
    }
}
