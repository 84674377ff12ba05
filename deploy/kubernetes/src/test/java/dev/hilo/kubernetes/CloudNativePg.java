package dev.hilo.kubernetes;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecretKeySelector;

/**
 * The part of CloudNativePG's kinds that we use, after its API reference (operator 1.28, Barman Cloud plugin 0.11).
 * Nobody publishes Java types for them; a field that is not here is refused, so a new one is looked up first.
 */
final class CloudNativePg {

    private CloudNativePg() {
    }

    record Named(String name) {
    }

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {

        record ClusterSpec(int instances, ImageCatalogRef imageCatalogRef, Bootstrap bootstrap, Managed managed,
                boolean enableSuperuserAccess, PostgreSql postgresql, ResourceRequirements resources, Storage storage,
                Storage walStorage, List<Plugin> plugins) {
        }

        record ImageCatalogRef(String apiGroup, String kind, String name, int major) {
        }

        record Bootstrap(InitDb initdb) {
        }

        record InitDb(String database, String owner, Named secret, String encoding, boolean dataChecksums) {
        }

        record Managed(List<Role> roles) {
        }

        record Role(String name, String ensure, boolean login, Named passwordSecret) {
        }

        record PostgreSql(Synchronous synchronous, Map<String, String> parameters,
                @JsonProperty("pg_hba") List<String> pgHba) {
        }

        record Synchronous(String method, int number, String dataDurability) {
        }

        record Storage(String size) {
        }

        record Plugin(String name, @JsonProperty("isWALArchiver") boolean walArchiver,
                Map<String, String> parameters) {
        }
    }

    record Database(String apiVersion, String kind, ObjectMeta metadata, DatabaseSpec spec) {

        record DatabaseSpec(String name, String owner, Named cluster, String databaseReclaimPolicy) {
        }
    }

    record ScheduledBackup(String apiVersion, String kind, ObjectMeta metadata, ScheduledBackupSpec spec) {

        record ScheduledBackupSpec(String schedule, boolean immediate, String backupOwnerReference, Named cluster,
                String method,
                Named pluginConfiguration) {
        }
    }

    record ObjectStore(String apiVersion, String kind, ObjectMeta metadata, ObjectStoreSpec spec) {

        record ObjectStoreSpec(String retentionPolicy, Configuration configuration) {
        }

        record Configuration(String destinationPath, @JsonProperty("endpointURL") String endpointUrl,
                S3Credentials s3Credentials, Compression wal, Compression data) {
        }

        record S3Credentials(SecretKeySelector accessKeyId, SecretKeySelector secretAccessKey) {
        }

        record Compression(String compression) {
        }
    }
}
