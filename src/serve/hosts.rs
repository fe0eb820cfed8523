//! Knows the names that the server answers to.
//!
//! A page elsewhere can have its own name point to this machine and then read what is served
//! here, unless the server looks at the name it was asked by. A literal address cannot be
//! pointed elsewhere, so the one that is listened on is always among the names.

use std::{
    collections::BTreeSet,
    net::{IpAddr, SocketAddr},
};

use axum::http::{HeaderMap, Uri, header, uri::Authority};

/// The names that the server answers to, in lower case, with the port and without.
pub struct Hosts {
    names: BTreeSet<String>,
}

impl Hosts {
    /// The names of this machine, the address that is listened on, and those that were allowed.
    pub fn new(bound: SocketAddr, allowed: &[String]) -> Self {
        let own = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let address = Some(bracketed(bound.ip())).filter(|_| !bound.ip().is_unspecified());
        let names = own
            .into_iter()
            .chain(address)
            .chain(allowed.iter().map(|name| as_in_a_header(name)))
            .flat_map(|name| [format!("{name}:{}", bound.port()), name])
            .collect();
        Self { names }
    }

    /// The name a request asks for, where the server answers to it.
    pub fn asked<'a>(&self, uri: &Uri, headers: &'a HeaderMap) -> Result<&'a str, Stranger> {
        let host = only(headers, header::HOST.as_str()).unwrap_or_default();
        let named = uri.authority().map(Authority::as_str).into_iter().chain([host]);
        for name in named {
            if !self.names.contains(&name.to_ascii_lowercase()) {
                return Err(Stranger { name: name.to_owned() });
            }
        }
        Ok(host)
    }

    /// What to tell someone who asks by another name.
    pub fn help(&self, stranger: &Stranger) -> String {
        let names = self.names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let help = match stranger.name.parse::<Authority>() {
            Ok(authority) => format!(
                "If it is a name of this machine, start the server with --allow-host {}\n",
                authority.host()
            ),
            Err(_) => String::new(),
        };
        format!("This preview does not answer to `{}`, only to: {names}\n{help}", stranger.name)
    }
}

/// A name that the server does not answer to.
#[derive(Debug)]
pub struct Stranger {
    name: String,
}

/// Whether a request comes from a page of the host it asks, as far as it says.
pub fn is_from_own_page(host: &str, headers: &HeaderMap) -> bool {
    if !headers.contains_key(header::ORIGIN) {
        return true;
    }
    // A proxy in front may speak https to the browser.
    only(headers, header::ORIGIN.as_str())
        .and_then(|origin| origin.strip_prefix("http://").or(origin.strip_prefix("https://")))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

/// The value of a header that is there once and readable.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// A name as someone types it (`::1`, `Preview.Example`), as browsers send it.
fn as_in_a_header(name: &str) -> String {
    match name.parse() {
        Ok(address) => bracketed(address),
        Err(_) => name.to_ascii_lowercase(),
    }
}

fn bracketed(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    /// Asks a server on `bound` that allows `preview.example` and `::2`.
    fn answers(bound: &str, target: &str, hosts: &[&str]) -> bool {
        let allowed = ["Preview.example".to_owned(), "::2".to_owned()];
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(header::HOST, HeaderValue::from_str(host).unwrap());
        }
        let known = Hosts::new(bound.parse().unwrap(), &allowed);
        known.asked(&target.parse().unwrap(), &headers).is_ok()
    }

    #[test]
    fn only_exact_names_are_answered() {
        let table = [
            ("localhost:1111", true),
            ("LOCALHOST", true),
            ("127.0.0.1:1111", true),
            ("[::1]:1111", true),
            ("preview.example", true),
            ("preview.example:1111", true),
            ("[::2]:1111", true),
            ("localhost:1112", false),
            ("localhost.", false),
            ("localhost.evil.example", false),
            ("evil.example", false),
            ("user@localhost", false),
            ("0.0.0.0:1111", false),
            ("", false),
        ];
        for (host, expected) in table {
            assert_eq!(answers("127.0.0.1:1111", "/", &[host]), expected, "{host}");
        }
    }

    #[test]
    fn the_address_that_is_listened_on_is_a_name_unless_it_is_all_of_them() {
        assert!(answers("192.0.2.7:80", "/", &["192.0.2.7"]));
        assert!(!answers("0.0.0.0:80", "/", &["0.0.0.0"]));
    }

    #[test]
    fn a_request_names_one_host_wherever_it_names_it() {
        assert!(!answers("127.0.0.1:1", "/", &[]));
        assert!(!answers("127.0.0.1:1", "/", &["localhost", "localhost"]));
        assert!(answers("127.0.0.1:1", "http://localhost:1/", &["localhost"]));
        assert!(!answers("127.0.0.1:1", "http://evil.example/", &["localhost"]));
    }

    #[test]
    fn a_page_elsewhere_is_told_from_our_own() {
        let table = [
            ("http://localhost:1111", true),
            ("https://localhost:1111", true),
            ("http://127.0.0.1:1111", false),
            ("http://localhost", false),
            ("http://localhost:1111.evil.example", false),
            ("null", false),
            ("", false),
        ];
        for (origin, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            assert_eq!(is_from_own_page("localhost:1111", &headers), expected, "{origin}");
        }
        assert!(is_from_own_page("localhost:1111", &HeaderMap::new()));
    }
}
