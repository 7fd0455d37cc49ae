"""What is measured of the pages that the theme makes: accessibility, validity, weight, requests and speed.

``make audit`` builds the example site, the documentation and made-up sites, looks at their pages in Chromium, runs
Lighthouse and the Nu Html Checker, and says of each reach whether it is met.
"""
