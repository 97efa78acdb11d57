/// The code-and-output dialogue: how a completion calls for its program to be run, and what it is shown.
package mathesis.rollout.tool;
