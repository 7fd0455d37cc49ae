// Counts visitors with the service that the site chose (html_theme_options, "analytics"). What is known of it stands in
// the data attributes of this script's tag. Nothing is loaded for readers who ask not to be tracked, or from a file.

(() => {
  "use strict";

  const { service, site, script, tracker } = document.currentScript.dataset;
  const unwanted =
    navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true || !location.protocol.startsWith("http");
  if (unwanted) return;

  const attributes = {};
  if (service === "plausible") {
    attributes["data-domain"] = site;
  } else if (service === "goatcounter") {
    attributes["data-goatcounter"] = site;
  } else if (service === "matomo") {
    // Without cookies, so that nobody need be asked.
    window._paq = [
      ["setTrackerUrl", tracker],
      ["setSiteId", site],
      ["setDoNotTrack", true],
      ["disableCookies"],
      ["trackPageView"],
      ["enableLinkTracking"],
    ];
  } else if (service === "ga4") {
    window.dataLayer = [];
    window.gtag = function () {
      // Google's script takes the arguments object itself, and no array.
      window.dataLayer.push(arguments);
    };
    window.gtag("js", new Date());
    window.gtag("config", site);
  } else {
    return;
  }

  const loader = document.createElement("script");
  loader.async = true;
  for (const [name, value] of Object.entries(attributes)) loader.setAttribute(name, value);
  loader.src = script;
  document.head.append(loader);
})();
