// Loads the service that a site has chosen to count visits with. Only sites that configure one have this file.
(() => {
  "use strict";

  const own = document.currentScript;
  const { service, script, domain, url, siteId, id } = own.dataset;
  // Who asks not to be tracked is not.
  if (navigator.doNotTrack === "1" || navigator.globalPrivacyControl) return;

  const load = (attributes) => {
    const element = document.createElement("script");
    element.defer = true;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.src = script;
    document.head.append(element);
  };

  if (service === "plausible") load({ "data-domain": domain });
  else if (service === "goatcounter") load({ "data-goatcounter": url });
  else if (service === "matomo") {
    window._paq = [
      ["setTrackerUrl", `${url.replace(/\/$/, "")}/matomo.php`],
      ["setSiteId", siteId],
      ["disableCookies"],
      ["trackPageView"],
      ["enableLinkTracking"],
    ];
    load({});
  } else if (service === "ga4") {
    window.dataLayer = window.dataLayer ?? [];
    window.gtag = function () {
      window.dataLayer.push(arguments);
    };
    window.gtag("js", new Date());
    window.gtag("config", id);
    load({});
  }
})();
