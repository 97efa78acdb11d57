/// The embedded model of the quickstart: how it is made.
package mathesis.actors.quickstart;
